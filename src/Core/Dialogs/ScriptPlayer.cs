using Core.Dialogs.Messages;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs;

/// <summary>Runs a script over the stored answers up to the first question without one.</summary>
internal static class ScriptPlayer
{
    private const int QuestionsMax = 300;
    private const int RoundsMax = 10;

    /// <summary>Plays the script. An attempt is offered to the first open question; when it answers, the script goes on.</summary>
    public static async ValueTask<Position> Play(Dialog dialog, DialogContext context, Attempt? attempt = null)
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            var position = await PlayOnce(dialog, context, attempt);
            if (context.Again.Count == 0) return position;
            foreach (var key in context.Again) context.Dialog.Drop(key);
            context.ForgetAgain();
            context.ForgetSays();
        }

        throw new InvalidOperationException($"Dialog \"{dialog.Name}\" asks again without end.");
    }

    private static async ValueTask<Position> PlayOnce(Dialog dialog, DialogContext context, Attempt? attempt)
    {
        var path = new List<Question>();
        await foreach (var question in dialog.Script(context))
        {
            Guard(dialog, context, question, path);
            if (!IsAnswered(question, context))
            {
                if (attempt is null || attempt.IsSpent || !attempt.Answers(question, context)) return Opened(question, context, path);
            }

            path.Add(question);
            context.ForgetSays();
        }

        return new Position(null, path);
    }

    private static Position Opened(Question question, DialogContext context, List<Question> path)
    {
        context.Dialog.TakeBegun(question.Key);
        return new Position(question, path);
    }

    private static bool IsAnswered(Question question, DialogContext context)
    {
        if (context.Dialog.Answer(question.Key) is not { } stored) return false;
        if (question.Restore(stored, context)) return true;
        context.Dialog.Drop(question.Key);
        return false;
    }

    private static void Guard(Dialog dialog, DialogContext context, Question question, List<Question> path)
    {
        if (context.HasEffects)
            throw new InvalidOperationException(
                $"Dialog \"{dialog.Name}\" changed something before question \"{question.Key}\": change things after the last question.");
        if (path.Exists(q => q.Key == question.Key))
            throw new InvalidOperationException(
                $"Dialog \"{dialog.Name}\" asks \"{question.Key}\" twice: in a loop the item's id belongs in the key.");
        if (path.Count == QuestionsMax)
            throw new InvalidOperationException($"Dialog \"{dialog.Name}\" asks more than {QuestionsMax} questions.");
    }
}

/// <summary>Where a script stands: its open question (null when it ended) and the answered ones before it.</summary>
internal sealed record Position(Question? Open, IReadOnlyList<Question> Path);

/// <summary>What a person sent, offered once to the open question.</summary>
internal sealed class Attempt(Inbound input, CallbackData? press)
{
    public bool IsSpent { get; private set; }

    /// <summary>The press was for another question than the open one.</summary>
    public bool IsLate { get; private set; }

    /// <summary>Why the input is no answer.</summary>
    public LocalizedText? Problem { get; private set; }

    /// <summary>Whether the input was understood, as an answer or as a part of one.</summary>
    public bool IsTaken { get; private set; }

    public bool Answers(Question question, DialogContext context)
    {
        IsSpent = true;
        if (press is { } pressed && pressed.Tag != CallbackData.TagOf(question.Key))
        {
            IsLate = true;
            return false;
        }

        var reading = question.Read(input, press?.Value, context.Dialog.Draft, context);
        Problem = reading.Problem;
        IsTaken = reading.Problem is null;
        if (IsTaken && press is null) context.Dialog.Note(input.MessageId, input.Text);
        context.Dialog.Draft = reading.Stored is null ? reading.Draft : null;
        if (reading.Stored is null) return false;
        context.Dialog.Keep(question.Key, reading.Stored);
        return question.Restore(reading.Stored, context);
    }
}
