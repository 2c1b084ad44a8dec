using Core.Persistence;

namespace Bot.Database;

/// <summary>SQLite's full-text index.</summary>
internal sealed class SqliteWords : IWordIndex
{
    public FormattableString Find(IReadOnlyList<string> beginnings)
    {
        var match = string.Join(' ', beginnings.Select(w => $"\"{w}\"*"));
        return $"""select rowid as "Value" from "__complaint_words" where "__complaint_words" match {match}""";
    }
}

/// <summary>PostgreSQL's own.</summary>
internal sealed class PostgresWords : IWordIndex
{
    public FormattableString Find(IReadOnlyList<string> beginnings)
    {
        var query = string.Join(" & ", beginnings.Select(w => $"'{w}':*"));
        return $"""select id as "Value" from __complaint_words where words @@ cast({query} as tsquery)""";
    }
}
