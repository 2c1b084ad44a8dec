using Bot.Reports.Evidence;
using Bot.Reports.Forms;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Ratings;
using Core.Reports;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Bot.Reports;

/// <summary>
/// Makes the documents that were asked for and puts them into the outbox. Each is made by one process, which holds its request while it
/// draws; when it dies, another one draws it at its next look.
/// </summary>
internal sealed partial class MakeReports(
    IDbContextFactory<AppDb> databases, WriteQueue writer, IWorkers workers, SendLater later, UnitCatalog units, OwnFolder folder,
        PublishRatings publish, MakePictures pictures, WriteReport report, WriteCard card,
    WriteTable table, WriteCsv csv, WriteRespondents respondents, WriteYear year, PackReports pack, TakeReportBack takeBack,
    WriteEvidence evidence,
    WritePaperForm paper, ILogger<MakeReports> log)
{
    private const int Tries = 3;

    /// <summary>Makes everything that waits, the oldest first.</summary>
    public async Task Run()
    {
        folder.Sweep();
        await publish.CloseMonths();
        await using var db = await databases.CreateDbContextAsync();
        foreach (var request in await db.ReportRequests.AsNoTracking().OrderBy(r => r.Id).Take(50).ToListAsync())
        {
            await using var held = await workers.TryHold($"report:{request.Id}");
            if (held is not null && await db.ReportRequests.AnyAsync(r => r.Id == request.Id)) await Make(request);
        }
    }

    private async Task Make(ReportRequest request)
    {
        try
        {
            var made = await Documents(request, Wording.Of(request.Language));
            await writer.Enqueue(write => Send(write, request, made));
        }
        catch (Exception e) when (e is not (WriteQueueException or OperationCanceledException))
        {
            LogFailed(request.Id, request.Kind, ErrorCause.Of(e));
            if (request.Failures + 1 < Tries)
                await writer.Enqueue(async write => await write.Db.ReportRequests.Where(r => r.Id == request.Id)
                    .ExecuteUpdateAsync(r => r.SetProperty(f => f.Failures, f => f.Failures + 1)));
            else await writer.Enqueue(write => Send(write, request, [(null, "report.failed")]));
        }
    }

    private async Task<IReadOnlyList<(OutFile? File, LocalizedText Text)>> Documents(ReportRequest request, Wording words)
    {
        if (request.Kind != ReportKind.TakeBack) return await Made(request, words);
        var (told, changed) = await takeBack.Run(request, words);
        return changed ? [(null, told), .. await Report(request, words)] : [(null, told)];
    }

    private async Task<IReadOnlyList<(OutFile? File, LocalizedText Text)>> Made(ReportRequest request, Wording words)
    {
        var (unit, period, name, title) = About(request);
        return request.Kind switch
        {
            ReportKind.Trend => [await pictures.Trend(unit!, period.To, words) is var picture
                ? (picture, LocalizedText.Literal(picture.Alt!)) : default],
            ReportKind.Report => await Report(request, words),
            ReportKind.Card => [(File(await card.Write(unit!, period, words), $"kartu-skm-{name}.pdf"), title)],
            ReportKind.Table => [(File(await table.Write(unit!, period, words), $"pengolahan-skm-{name}.xlsx"), title)],
            ReportKind.Pemdi => [(File(await evidence.Pemdi(period.To, words), $"bukti-pemdi-{period.Code}.pdf"), title)],
            ReportKind.Visit => [(File(await evidence.Visit(unit, period.To, words), $"bukti-ombudsman-{name}.pdf"), title)],
            ReportKind.AllReports => [(File(await pack.Pack(period, tables: false, words, Progress(request)),
                $"laporan-skm-semua-{period.Code}.zip"), title)],
            ReportKind.AllTables => [(File(await pack.Pack(period, tables: true, words, Progress(request)),
                $"pengolahan-skm-semua-{period.Code}.zip"), title)],
            ReportKind.PaperForm => [(File(paper.Questionnaire(unit!), $"kuesioner-{unit!.Code}.xlsx"),
                LocalizedText.Of("paper.form-here", unit.Label))],
            ReportKind.PaperEntry => [(File(paper.Entry(unit!), $"isian-kuesioner-{unit!.Code}.xlsx"),
                LocalizedText.Of("paper.entry-here", unit.Label))],
            ReportKind.National => [(File(await respondents.Write(unit!, period), $"skm-nasional-{name}.csv"), title)],
            ReportKind.Csv => [(File(await csv.Write(unit!, period), $"pengolahan-skm-{name}.csv"), title)],
            _ => [(File(await year.Write(period.Year, words), $"rapor-unit-{period.Year}.xlsx"), title)],
        };
    }

    /// <summary>The report in both forms: the PDF to read, the DOCX to complete.</summary>
    private async Task<IReadOnlyList<(OutFile? File, LocalizedText Text)>> Report(ReportRequest request, Wording words)
    {
        var (unit, period, name, title) = About(request);
        var (pdf, docx) = await report.WriteBoth(unit, period, words, request.Announced);
        return [(File(pdf, $"laporan-skm-{name}.pdf"), title), (File(docx, $"laporan-skm-{name}.docx"), "report.docx-here")];
    }

    private (Unit? Unit, Period Period, string Name, LocalizedText Title) About(ReportRequest request)
    {
        var unit = request.UnitId is { } id ? units.Find(id) : null;
        var period = ReadPeriod.In([request.Period], default).Period ?? throw new InvalidOperationException("A request names no period.");
        var title = LocalizedText.Of("report.here", unit is null ? "link.instansi" : LocalizedText.Literal(unit.Label), period.Name());
        return (unit, period, $"{unit?.Code ?? "instansi"}-{period.Code}", title);
    }

    private static OutFile File(string path, string name) => new(path, name, Picture: false);

    /// <summary>Tells who asked how far a long work has come, each step once.</summary>
    private Func<int, int, Task> Progress(ReportRequest request) => (done, all) => writer.Enqueue(async write =>
        await later.Put(write, new Outgoing(request.Channel, new OutgoingMessage
        {
            Address = request.Address,
            Says = LocalizedText.Of("report.progress", done, all),
            Language = request.Language,
            Quiet = true,
        })
        { Occasion = $"report:{request.Id}:{done}" }));

    private async ValueTask Send(WriteContext write, ReportRequest request, IReadOnlyList<(OutFile? File, LocalizedText Text)> made)
    {
        if (await write.Db.ReportRequests.Where(r => r.Id == request.Id).ExecuteDeleteAsync() == 0) return;
        foreach (var (file, text) in made)
        {
            var message = new OutgoingMessage { Address = request.Address, Says = text, Language = request.Language, File = file };
            await later.Put(write, new Outgoing(request.Channel, message));
        }
    }

    [LoggerMessage(LogLevel.Error, "The document {Id} ({Kind}) failed with {Error}.")]
    private partial void LogFailed(long id, ReportKind kind, string error);
}

/// <summary>Makes documents as soon as they are asked for, and looks every minute for what another process left.</summary>
internal sealed partial class ReportsWorker(MakeReports make, ReportsWanted wanted, ILogger<ReportsWorker> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await make.Run(); // at the start too: what was asked for before a crash has waited long enough
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogLookFailed(e.GetType().Name);
            }

            await wanted.Wait(Look, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "Looking for wanted documents failed: {Error}")]
    private partial void LogLookFailed(string error);
}
