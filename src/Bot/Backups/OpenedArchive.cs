using System.IO.Compression;
using Core.Persistence;

namespace Bot.Backups;

/// <summary>A backup that was opened, unsealed if need be; what that took is gone when it is closed.</summary>
internal sealed class OpenedArchive(ZipArchive zip, BesideFiles beside, string? unsealed) : IDisposable
{
    public ZipArchive Zip => zip;

    /// <summary>The files that lie beside it.</summary>
    public BesideFiles Beside => beside;

    /// <summary>Opens it.</summary>
    /// <param name="source">The file.</param>
    /// <param name="passphrase">What it may be sealed under.</param>
    /// <param name="near">What is unsealed lies beside this file, where only the service's user reads.</param>
    /// <exception cref="InvalidDataException">It is no backup, or sealed under another passphrase.</exception>
    public static async Task<OpenedArchive> Open(string source, string passphrase, string near)
    {
        var beside = new BesideFiles(Path.GetDirectoryName(source)!, passphrase);
        if (Seal.Of(source, passphrase) is not { } seal) return new OpenedArchive(UnpackArchive.Open(source), beside, null);
        PrivateFolder.Make(Path.GetDirectoryName(near)!);
        var opened = $"{near}.unsealed";
        UnpackArchive.CheckRoom([(Path.GetDirectoryName(Path.GetFullPath(near))!, new FileInfo(source).Length)], UnpackArchive.FreeIn);
        try
        {
            File.Delete(opened);
            await using (var to = PrivateFolder.NewFile(opened)) await seal.Open(source, to);
            return new OpenedArchive(UnpackArchive.Open(opened), beside, opened);
        }
        catch
        {
            File.Delete(opened);
            throw;
        }
    }

    public void Dispose()
    {
        zip.Dispose();
        if (unsealed is not null) File.Delete(unsealed);
    }
}
