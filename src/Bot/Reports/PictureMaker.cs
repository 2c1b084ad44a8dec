using System.ComponentModel;
using System.Diagnostics;

namespace Bot.Reports;

/// <summary>Makes a PNG of an SVG with the program <c>rsvg-convert</c>, where the machine has it (Debian: librsvg2-bin).</summary>
public sealed class PictureMaker(OwnFolder folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The path of the picture; null when this machine cannot make one.</summary>
    public async Task<string?> Png(string svg)
    {
        var path = folder.NewPath(".png");
        try
        {
            using var converter = Process.Start(new ProcessStartInfo("rsvg-convert", ["-f", "png", "-o", path]) { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false });
            if (converter is null) return null;
            await converter.StandardInput.WriteAsync(svg);
            converter.StandardInput.Close();
            using var limit = new CancellationTokenSource(Patience);
            await converter.WaitForExitAsync(limit.Token);
            return converter.ExitCode == 0 && File.Exists(path) ? path : null;
        }
        catch (Exception e) when (e is Win32Exception or IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
