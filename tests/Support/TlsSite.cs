using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tests.Support;

/// <summary>Somebody who shows a certificate and then says nothing.</summary>
internal sealed class TlsSite : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private X509Certificate2 _certificate;

    public TlsSite(DateTimeOffset end)
    {
        _certificate = Make(end);
        _listener.Start();
        _ = Serve();
    }

    public string Address => $"{Root}/telegram/webhook";

    /// <summary>The same host, for people.</summary>
    public string Root => $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    /// <summary>Shows another one from now on.</summary>
    public void Renew(DateTimeOffset end)
    {
        using var old = _certificate;
        _certificate = Make(end);
    }

    private static X509Certificate2 Make(DateTimeOffset end)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(end.AddDays(-90), end);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var caller = await _listener.AcceptTcpClientAsync();
                await using var secure = new SslStream(caller.GetStream());
                await secure.AuthenticateAsServerAsync(_certificate);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }
}
