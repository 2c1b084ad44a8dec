using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Core.Complaints;

/// <summary>The folder that keeps attachments, outside the web root, under names that nobody can guess.</summary>
internal sealed class AttachmentFolder(IOptions<ComplaintsOptions> options)
{
    /// <summary>Writes a content and returns the name it is kept under; it is whole on disk before anything refers to it.</summary>
    public async Task<string> Keep(byte[] content, string extension, CancellationToken stop)
    {
        var folder = Directory.CreateDirectory(options.Value.AttachmentFolder).FullName;
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) + extension;
        var half = Path.Combine(folder, name + ".part");
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new FileStream(half, how))
        {
            await file.WriteAsync(content, stop);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, Path.Combine(folder, name));
        return name;
    }

    public string PathOf(string name) => Path.Combine(Path.GetFullPath(options.Value.AttachmentFolder), name);

    public void Erase(string name) => File.Delete(PathOf(name));
}
