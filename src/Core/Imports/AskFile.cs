using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Texts;
using Core.Units;

namespace Core.Imports;

/// <summary>Asks for a file and writes down that it is to be fetched and read.</summary>
internal static class AskFile
{
    /// <summary>Larger ones are no list that people typed.</summary>
    public const int MostBytes = 2_000_000;

    /// <summary>Asks for one document and has it read; without one it says that nothing was changed, as <paramref name="left"/>.</summary>
    public static async IAsyncEnumerable<Question> Script(DialogContext context, ImportsWanted wanted, ImportKind kind, Unit? unit,
        LocalizedText text, string left)
    {
        await ValueTask.CompletedTask;
        var file = Ask.Files("file", text, 1, new FileRules([FileKind.Document], MostBytes));
        yield return file;
        if (file.Answer.Count == 0) context.Say(left);
        else Put(context, wanted, kind, unit, file.Answer[0]);
    }

    private static void Put(DialogContext context, ImportsWanted wanted, ImportKind kind, Unit? unit, InboundFile file)
    {
        context.Change().ImportFiles.Add(new ImportFile
        {
            Kind = kind,
            UnitId = unit?.Id,
            PersonId = context.Who.Id,
            Channel = context.Who.Channel,
            Address = context.Who.Address,
            Language = context.Words.Language,
            Reference = file.Reference,
            At = context.Now,
        });
        context.AfterCommit(wanted.Wake);
        context.Say("import.reading");
    }
}

/// <summary>Says that a file is to be read, so that it is read at once and not at the next look.</summary>
internal sealed class ImportsWanted
{
    private readonly SemaphoreSlim _wanted = new(0);

    /// <summary>Somebody sent one.</summary>
    public void Wake()
    {
        if (_wanted.CurrentCount == 0) _wanted.Release();
    }

    /// <summary>Waits until somebody sends one, or for the given time.</summary>
    public Task<bool> Wait(TimeSpan most, CancellationToken stop) => _wanted.WaitAsync(most, stop);
}
