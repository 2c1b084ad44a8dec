using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Attachments;

/// <summary>The folder that keeps attachments, outside the web root, under names that nobody can guess.</summary>
internal sealed class AttachmentFolder(IOptions<ComplaintsOptions> options)
{
    /// <summary>Its name in a backup, for ever.</summary>
    public const string Kept = "attachments";

    /// <summary>A new name, without an extension.</summary>
    public static string DrawName() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>
    /// Writes a content under a name; it is whole on disk before it has that name. What a process that died left there under
    /// the same name is written over.
    /// </summary>
    public async Task Keep(byte[] content, string name, CancellationToken stop)
    {
        var folder = Core.Persistence.PrivateFolder.Make(options.Value.AttachmentFolder).FullName;
        var half = Path.Combine(folder, name + ".part");
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new FileStream(half, how))
        {
            await file.WriteAsync(content, stop);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, Path.Combine(folder, name), overwrite: true);
    }

    public string PathOf(string name) => Path.Combine(Path.GetFullPath(options.Value.AttachmentFolder), name);

    /// <summary>Erases what is kept under a name; without an extension it may be there with any, or half written.</summary>
    public void Erase(string name)
    {
        if (Path.HasExtension(name)) File.Delete(PathOf(name));
        else if (Directory.Exists(options.Value.AttachmentFolder))
            foreach (var left in Directory.GetFiles(options.Value.AttachmentFolder, $"{name}.*")) File.Delete(left);
    }
}
