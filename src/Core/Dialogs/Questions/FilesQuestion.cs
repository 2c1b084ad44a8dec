using System.Text.Json;
using System.Text.Json.Serialization;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Questions;

/// <summary>Files, up to so many, ended by a button; albums arrive as separate messages and are collected alike.</summary>
internal sealed class FilesQuestion : Question<IReadOnlyList<InboundFile>>
{
    private readonly int _max;
    private readonly FileRules _rules;

    internal FilesQuestion(string key, LocalizedText text, int max, FileRules rules) : base(key, text) => (_max, _rules) = (max, rules);

    internal override bool Gathers => true;

    internal override bool TakesFiles => true;

    internal override Reading Read(Inbound input, string? press, string? draft, DialogContext context)
    {
        var kept = Stored(draft);
        if (press == CallbackData.Done) return Checked(JsonSerializer.Serialize(kept, InboundFilesJson.Default.ListInboundFile), context);
        if (input.Files.Count == 0) return Reading.Wrong("question.send-file", draft);
        if (input.Files.FirstOrDefault(f => !_rules.Kinds.Contains(f.Kind)) is not null) return Reading.Wrong("question.file-kind", draft);
        foreach (var file in input.Files)
            if (_rules.Problem?.Invoke(file) is { } problem) return Reading.Wrong(problem, draft);
        if (input.Files.FirstOrDefault(f => f.Size > _rules.MaxBytes) is not null)
            return Reading.Wrong(LocalizedText.Of("question.file-size", _rules.MaxBytes / 1_000_000), draft);
        if (input.Files.FirstOrDefault(f => f.Size == 0) is { } empty)
            return Reading.Wrong(LocalizedText.Of("question.file-empty", empty.Name ?? ""), draft);
        if (kept.Count + input.Files.Count > _max) return Reading.Wrong(LocalizedText.Of("question.files-full", _max), draft);
        kept.AddRange(input.Files.Select((f, i) => i == 0 && input.Text is { Length: > 0 } caption ? f with { Caption = caption } : f));
        var stored = JsonSerializer.Serialize(kept, InboundFilesJson.Default.ListInboundFile);
        return kept.Count == _max && _max == 1 ? Checked(stored, context) : Reading.Unfinished(stored);
    }

    internal override bool Parse(string stored, DialogContext context, out IReadOnlyList<InboundFile> answer)
    {
        answer = Stored(stored);
        return answer.Count <= _max;
    }

    internal override void Show(Card card, string? draft, DialogContext context)
    {
        var kept = Stored(draft).Count;
        card.Text = TextIn(context.Words) + (kept > 0 ? "\n\n" + context.Words["question.files-kept", kept, _max] : "");
        card.Rows.Add([card.Button(context.Words[kept > 0 ? "question.done" : "question.no-files"], CallbackData.Done)]);
    }

    private static List<InboundFile> Stored(string? json) =>
        string.IsNullOrEmpty(json) ? [] : JsonSerializer.Deserialize(json, InboundFilesJson.Default.ListInboundFile)!;
}

[JsonSerializable(typeof(List<InboundFile>))]
internal sealed partial class InboundFilesJson : JsonSerializerContext;
