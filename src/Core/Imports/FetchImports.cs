using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Core.Imports;

/// <summary>
/// Fetches files that administrators sent, reads them and tells what they hold. Each is read by one process, which holds it meanwhile; when
/// it dies, another one reads it at its next look. What nobody took over within two days goes.
/// </summary>
internal sealed partial class FetchImports(IEnumerable<IChannel> channels, IEnumerable<ReadImport> readers, WriteQueue writer,
    IDbContextFactory<AppDb> databases, IWorkers workers, SendLater later, ImportsWanted wanted, TimeProvider time,
    ILogger<FetchImports> log) : BackgroundService
{
    private const int Tries = 3;
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    /// <summary>Reads everything that waits, the oldest first.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        await Forget(db, stop);
        foreach (var file in await db.ImportFiles.AsNoTracking().Where(f => f.Content == null).OrderBy(f => f.Id).Take(50)
            .ToListAsync(stop))
        {
            await using var held = await workers.TryHold($"import:{file.Id}", stop);
            if (held is not null && await db.ImportFiles.AnyAsync(f => f.Id == file.Id && f.Content == null, stop))
                await Take(db, file, stop);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Run(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogLookFailed(ErrorCause.Of(e));
            }

            await wanted.Wait(Look, stoppingToken);
        }
    }

    private async Task Forget(AppDb db, CancellationToken stop)
    {
        var before = time.GetUtcNow() - Kept;
        if (await db.ImportFiles.AnyAsync(f => f.At < before, stop))
            await writer.Enqueue(async write => await write.Db.ImportFiles.Where(f => f.At < before).ExecuteDeleteAsync());
    }

    private async Task Take(AppDb db, ImportFile file, CancellationToken stop)
    {
        try
        {
            var read = await Fetch(file, stop) is { } content
                ? await readers.Single(r => r.Kind == file.Kind).Read(db, file, content)
                : ImportRead.Nothing("import.gone");
            await writer.Enqueue(write => Answer(write, file, read));
            channels.FirstOrDefault(c => c.Name == file.Channel)?.DropFile(file.Reference);
        }
        catch (Exception e) when (e is not (WriteQueueException or OperationCanceledException))
        {
            LogFailed(file.Id, file.Kind, ErrorCause.Of(e));
            if (file.Failures + 1 < Tries)
                await writer.Enqueue(async write => await write.Db.ImportFiles.Where(f => f.Id == file.Id)
                    .ExecuteUpdateAsync(f => f.SetProperty(x => x.Failures, x => x.Failures + 1), stop));
            else await writer.Enqueue(write => Answer(write, file, ImportRead.Nothing("import.failed")));
        }
    }

    /// <summary>Null when the platform has it no more; what is larger than a list can be is empty, and so is none.</summary>
    private async Task<byte[]?> Fetch(ImportFile file, CancellationToken stop)
    {
        if (channels.FirstOrDefault(c => c.Name == file.Channel) is not { } channel)
            throw new InvalidOperationException("This channel is switched off.");
        await using var source = await channel.OpenFile(file.Reference, stop);
        return source is null ? null : await ReadFile.UpTo(source, AskFile.MostBytes, stop) ?? [];
    }

    private async ValueTask Answer(WriteContext write, ImportFile file, ImportRead read)
    {
        var changed = read.Content is null
            ? await write.Db.ImportFiles.Where(f => f.Id == file.Id).ExecuteDeleteAsync()
            : await write.Db.ImportFiles.Where(f => f.Id == file.Id && f.Content == null)
                .ExecuteUpdateAsync(f => f.SetProperty(x => x.Content, read.Content));
        if (changed == 0) return; // its sender was erased meanwhile
        var address = await write.Db.People.Where(p => p.Id == file.PersonId).Select(p => p.Address).SingleAsync();
        await later.Put(write, new Outgoing(file.Channel, new OutgoingMessage
        {
            Address = address,
            Says = read.Text,
            Language = file.Language,
            Rows = [.. read.Rows.Select(row => (IReadOnlyList<Button>)[.. row.Select(b => b with { Data = Numbered(b.Data, file.Id) })])],
        }));
    }

    private static string? Numbered(string? data, long id) => data?.Replace("{0}", $"{id}", StringComparison.Ordinal);

    [LoggerMessage(LogLevel.Error, "The file {Id} ({Kind}) that an administrator sent could not be read: {Error}")]
    private partial void LogFailed(long id, ImportKind kind, string error);

    [LoggerMessage(LogLevel.Error, "Looking for files that were sent failed: {Error}")]
    private partial void LogLookFailed(string error);
}
