using System.Runtime.InteropServices;

namespace Core.Persistence;

/// <summary>
/// Folders and files that hold people's data are for the service's own user alone, whatever the mask it was started with.
/// </summary>
internal static class PrivateFolder
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The folder, made if need be; only its owner may enter one that we made.</summary>
    public static DirectoryInfo Make(string path) =>
        OperatingSystem.IsWindows() || Directory.Exists(path) ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, OwnFolder);

    /// <summary>A new file that only its owner reads.</summary>
    public static FileStream NewFile(string path)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = OwnFile;
        return new FileStream(path, how);
    }

    /// <summary>Makes a file of the owner's, whole or not at all; of two processes that make it at once, the first one's counts.</summary>
    public static void MakeOnce(string path, string text)
    {
        var part = $"{path}.{Guid.NewGuid():N}";
        using (var file = NewFile(part))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true); // before it has its name: a power cut leaves none or all of it
        }

        try
        {
            if (OperatingSystem.IsWindows() || (Link(part, path) != 0 && !File.Exists(path))) File.Move(part, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another was first.
        }
        finally
        {
            File.Delete(part);
        }
    }

    // File.Move looks first and renames then, so that of two at once the second comes over the first. A second name for a file is given
    // only once.
    [DllImport("libc", EntryPoint = "link", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    /// <summary>Written over before it goes, as far as the disk does what it is told.</summary>
    public static void Erase(string file)
    {
        using (var open = new FileStream(file, FileMode.Open, FileAccess.Write))
        {
            open.Write(new byte[open.Length]);
            open.Flush(flushToDisk: true);
        }

        File.Delete(file);
    }

    /// <summary>
    /// From here on whatever this process makes is for its owner alone, also what libraries make: a document, the database's log.
    /// </summary>
    public static void CloseWhatIsMade()
    {
        if (!OperatingSystem.IsWindows()) _ = SetMask(0b000_111_111);
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetMask(uint taken);

    /// <summary>Closes a file that is there to everybody but its owner.</summary>
    public static void Close(string file)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(file)) File.SetUnixFileMode(file, OwnFile);
    }
}
