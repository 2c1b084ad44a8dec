using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Core.Persistence;
using Microsoft.Extensions.Options;

namespace Bot.Web.Chat;

/// <summary>Files of the web chat on our disk, under names that nobody can guess and outside of anything a web server shows.</summary>
internal sealed partial class ChatFiles(IOptions<WebOptions> options, TimeProvider time)
{
    private const long LeastFree = 512L * 1024 * 1024;

    /// <summary>Whether the disk has room for another file.</summary>
    public bool HasRoom => new DriveInfo(Folder().FullName).AvailableFreeSpace > LeastFree;

    /// <summary>
    /// Stores the content and returns its reference, by whose beginning the files of one browser are found again.
    /// <paramref name="sent"/> when it comes from us, to be kept only as long as the talk.
    /// </summary>
    public async Task<string> Keep(Stream content, string address, bool sent, CancellationToken stop)
    {
        Folder();
        var reference = (sent ? "s" : "r") + OwnerOf(address) + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var half = PathOf(reference) + ".part";
        await using (var file = PrivateFolder.NewFile(half)) await content.CopyToAsync(file, stop);
        File.SetLastWriteTimeUtc(half, time.GetUtcNow().UtcDateTime);
        File.Move(half, PathOf(reference));
        return reference;
    }

    /// <summary>Opens a kept file; null when there is none.</summary>
    public Stream? Open(string reference)
    {
        if (!Reference().IsMatch(reference) || !File.Exists(PathOf(reference))) return null;
        return new FileStream(PathOf(reference), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
    }

    /// <summary>Deletes a kept file.</summary>
    public void Drop(string reference)
    {
        if (Reference().IsMatch(reference)) File.Delete(PathOf(reference));
    }

    /// <summary>How many files there are of this browser.</summary>
    public int Count(string address) => Of(address).Length;

    /// <summary>Deletes every file of this browser, from it and to it, half written ones too.</summary>
    public void DropAll(string address)
    {
        foreach (var file in Of(address)) file.Delete();
    }

    /// <summary>Deletes the files that are older than their settings allow; the number deleted.</summary>
    public int DropOld()
    {
        var old = Folder().GetFiles().Where(file => file.LastWriteTimeUtc < OldestOf(file).UtcDateTime
            && file.Name != CityFolders.Mark).ToList();
        old.ForEach(file => file.Delete());
        return old.Count;
    }

    private DateTimeOffset OldestOf(FileInfo file) =>
        time.GetUtcNow().AddDays(file.Name.StartsWith('s') ? -options.Value.KeepDays : -options.Value.KeepUploadDays);

    private FileInfo[] Of(string address) => Folder().GetFiles($"?{OwnerOf(address)}*");

    private static string OwnerOf(string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)).AsSpan(0, 8));

    private DirectoryInfo Folder() => PrivateFolder.Make(options.Value.UploadFolder);

    private string PathOf(string reference) => Path.Combine(options.Value.UploadFolder, reference);

    [GeneratedRegex("^[rs][0-9a-f]{48}$")]
    private static partial Regex Reference();
}
