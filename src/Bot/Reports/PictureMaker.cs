using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Reports;

/// <summary>
/// Makes a PNG of an SVG with the program <c>rsvg-convert</c>, where the machine has it (Debian: librsvg2-bin). Drawing costs about
/// 80 ms of a processor, so a picture is drawn once: whoever asks for the same one again gets the same file.
/// </summary>
public sealed class PictureMaker(OwnFolder folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The path of the picture; null when this machine cannot make one.</summary>
    public async Task<string?> Png(string svg)
    {
        var path = folder.PathOf($"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(svg)).AsSpan(0, 16))}.png");
        if (folder.KeepOn(path)) return path;
        var drawn = folder.NewPath(".part");
        try
        {
            using var converter = Process.Start(new ProcessStartInfo("rsvg-convert", ["-f", "png", "-o", drawn]) { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false });
            if (converter is null) return null;
            await converter.StandardInput.WriteAsync(svg);
            converter.StandardInput.Close();
            using var limit = new CancellationTokenSource(Patience);
            await converter.WaitForExitAsync(limit.Token);
            if (converter.ExitCode != 0 || !File.Exists(drawn)) return null;
            File.Move(drawn, path, overwrite: true);
            return path;
        }
        catch (Exception e) when (e is Win32Exception or IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
