using Core.Messaging;

namespace Core.Dialogs.Messages;

/// <summary>Makes messages of what was said: sentences that follow each other become one message, a file gets its own.</summary>
internal static class Replies
{
    public static IEnumerable<OutgoingMessage> Of(IReadOnlyList<Reply> says, string address)
    {
        var gathered = new List<Reply>();
        foreach (var say in says)
        {
            if (say.File is null)
            {
                gathered.Add(say);
                continue;
            }

            if (gathered.Count > 0) yield return Together(gathered, address);
            gathered.Clear();
            yield return Together([say], address) with { File = say.File };
        }

        if (gathered.Count > 0) yield return Together(gathered, address);
    }

    private static OutgoingMessage Together(IReadOnlyList<Reply> says, string address) => new()
    {
        Address = address,
        Text = string.Join("\n\n", says.Select(s => s.Text)),
        Rows = [.. says.SelectMany(s => s.Rows)],
        NewsFollow = says.Any(s => s.NewsFollow),
    };
}
