using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs;

/// <summary>A person chooses the language they read.</summary>
internal sealed class ChangeLanguage : Dialog
{
    /// <inheritdoc/>
    public override string Name => "change-language";

    /// <inheritdoc/>
    public override string? Command => Commands.Language;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var options = Wording.Languages.Select(l => new Option<string>(l, LocalizedText.Literal(Wording.Of(l)["language.name"]), l))
            .ToList();
        var language = context.Arg("text") is { } typed && Wording.Languages.Contains(typed.ToLowerInvariant()) ? typed.ToLowerInvariant()
            : null;
        if (language is null)
        {
            var choice = Ask.Choice("language", "language.which", options);
            yield return choice;
            language = choice.Answer;
        }

        await context.Change().Sql.Run("update people set language = @p0 where id = @p1", language, context.Who.Id);
        await context
            .Change().Sql.Run("insert into shown_menus (person_id, hash) values (@p0, '') on conflict (person_id) do update set hash = ''",
            context.Who.Id);
        context.Speak(language);
        context.Say("language.changed").Row(Commands.Help.Button(context.Words));
    }
}
