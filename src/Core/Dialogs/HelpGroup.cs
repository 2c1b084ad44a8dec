namespace Core.Dialogs;

/// <summary>Commands that belong together in the help, in the order in which they are told.</summary>
/// <param name="Key">Its heading is the wording <c>help.group.KEY</c>.</param>
/// <param name="Commands">The commands; one with a wording <c>help.example.NAME</c> is told with that example.</param>
internal sealed record HelpGroup(string Key, IReadOnlyList<string> Commands)
{
    /// <summary>All groups. A command that stands in none is told last.</summary>
    public static IReadOnlyList<HelpGroup> All { get; } =
    [
        new("citizens", [Messaging.Commands.Rate, Messaging.Commands.Complain, Messaging.Commands.Track, Messaging.Commands.Scores,
            Messaging.Commands.AskInformation]),
        new("complaints", [Messaging.Commands.Tasks, Messaging.Commands.Desk, Messaging.Commands.Late]),
        new("figures", [Messaging.Commands.Statistics, Messaging.Commands.Trend, Messaging.Commands.Ranking, Messaging.Commands.Comments,
            Messaging.Commands.Review, Messaging.Commands.Indices]),
        new("papers", [Messaging.Commands.Report, Messaging.Commands.Export, Messaging.Commands.Plans,
            Messaging.Commands.Paper]),
        new("values", [Messaging.Commands.Goals, Messaging.Commands.Reminder, Messaging.Commands.Leave, Messaging.Commands.TeamValue,
            Messaging.Commands.Reflect, Messaging.Commands.Recap]),
        new("people", [Messaging.Commands.FirstSteps, Messaging.Commands.Invite, Messaging.Commands.Roles, Messaging.Commands.Units,
            Messaging.Commands.Channels]),
        new("messages", [Messaging.Commands.Announce, Messaging.Commands.Schedules, Messaging.Commands.Announcements]),
        new("watch", [Messaging.Commands.System, Messaging.Commands.Audit, Messaging.Commands.DaysOff, Messaging.Commands.Requests,
            Messaging.Commands.Breaches]),
        new("own", [Messaging.Commands.Profile, Messaging.Commands.Language, Messaging.Commands.Privacy, Messaging.Commands.MyData,
            Messaging.Commands.Rights, Messaging.Commands.Forget]),
    ];
}
