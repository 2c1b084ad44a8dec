using System.Security.Cryptography;
using System.Text;

namespace Bot.Web;

/// <summary>The style sheets and scripts beside this file, and the hashes by which a page lets them in.</summary>
internal static class OwnFiles
{
    public static string Text(string name)
    {
        using var stream = typeof(OwnFiles).Assembly.GetManifestResourceStream($"Bot.Web.{name}") ?? throw new FileNotFoundException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    public static string Hash(string content) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";
}
