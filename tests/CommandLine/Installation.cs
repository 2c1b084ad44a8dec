using Bot.CommandLine;
using Microsoft.Data.Sqlite;

namespace Tests.CommandLine;

/// <summary>An installation in a folder of its own, worked on by the command line.</summary>
public sealed class Installation : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("installation-").FullName;

    public string Database => Path.Combine(Folder, "data", "bot.db");

    public string KeyFile => Path.Combine(Folder, "data", "instansi.key");

    public string Uploads => Path.Combine(Folder, "data", "uploads");

    public async Task<(int Code, string Said)> Run(params string[] args)
    {
        using var said = new StringWriter();
        return (await Run(said, args), said.ToString());
    }

    public Task<int> Run(TextWriter said, params string[] args) => Commands.Run(ParsedCommandLine.Parse([.. args,
        .. Settings.Where(s => !args.Any(a => a.Split('=')[0] == s.Split('=')[0]))]), said);

    public string[] Settings =>
    [
        $"--Database:ConnectionString=Data Source={Database}", $"--Instansi:KeyFile={KeyFile}", $"--Web:UploadFolder={Uploads}",
    ];

    public string Write(string name, string text)
    {
        var file = Path.Combine(Folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    public long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Lets go of the connections that this process pools, as the end of a process does.</summary>
    public void LetGo()
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadWrite");
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Hears each line as it is said, and does something between two of them.</summary>
    public sealed class Listener(Func<string, Task> hear) : StringWriter
    {
        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            await hear(value!);
        }
    }

    public void Dispose()
    {
        LetGo();
        Directory.Delete(Folder, recursive: true);
    }
}
