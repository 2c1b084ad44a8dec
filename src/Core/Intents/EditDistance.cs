namespace Core.Intents;

/// <summary>How far two words are apart in slips of the finger.</summary>
internal static class EditDistance
{
    private const int Longest = 40;

    /// <summary>
    /// Letters left out, put in, exchanged, or swapped with their neighbour; more than <paramref name="limit"/> is reported as
    /// limit + 1, without counting on.
    /// </summary>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit || a.Length > Longest || b.Length > Longest) return limit + 1;
        Span<int> before = stackalloc int[Longest + 1], last = stackalloc int[Longest + 1], now = stackalloc int[Longest + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            var best = i;
            for (var j = 1; j <= b.Length; j++)
            {
                now[j] = Math.Min(Math.Min(now[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = Math.Min(now[j], before[j - 2] + 1);
                best = Math.Min(best, now[j]);
            }

            if (best > limit) return limit + 1;
            last.CopyTo(before);
            now.CopyTo(last);
        }

        return last[b.Length];
    }

    /// <summary>How many slips a word of this length may have and still be meant.</summary>
    public static int Allowed(int length) => length switch { < 4 => 0, < 8 => 1, _ => 2 };
}
