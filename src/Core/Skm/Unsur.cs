namespace Core.Skm;

/// <summary>The nine elements of service that the survey asks about, in their official order (Permenpan RB 14/2017).</summary>
internal static class Unsur
{
    /// <summary>How many there are.</summary>
    public const int Count = 9;

    /// <summary>Their codes, U1 to U9; names are the wordings <c>unsur.U1</c> to <c>unsur.U9</c>.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Enumerable.Range(1, Count).Select(n => $"U{n}")];

    /// <summary>The place of a code in the official order, 0 to 8; -1 for an unknown code.</summary>
    public static int IndexOf(string code) =>
        code is ['U', >= '1' and <= '9'] ? code[1] - '1' : -1;
}
