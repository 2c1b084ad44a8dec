namespace Core.Dialogs.Messages;

/// <summary>
/// What a button carries: the run of the dialog, a tag of the question's key, and a value. So a late press is never taken
/// for another question's answer. All of it fits into what the channel lets a button carry.
/// </summary>
internal readonly record struct CallbackData(int Run, string Tag, string Value)
{
    public const string Back = "<";
    public const string Stop = "!";
    public const string Done = ".";

    /// <summary>Bytes around a value: the longest number of a run, the tag, and two colons.</summary>
    private const int Around = 18;

    public static string Data(int run, string tag, string value, int dataMax)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(value) > dataMax - Around)
            throw new InvalidOperationException(
                $"The button value \"{value}\" is longer than {dataMax - Around} bytes: give the choice a shorter id.");
        return $"{run}:{tag}:{value}";
    }

    public static CallbackData? Parse(string data)
    {
        var parts = data.Split(':', 3);
        return parts.Length == 3 && int.TryParse(parts[0], out var run) ? new CallbackData(run, parts[1], parts[2]) : null;
    }

    /// <summary>The press as far as it tells which card it was on, and not which button.</summary>
    public static string WithoutValue(string data) => Parse(data) is { } press ? $"{press.Run}:{press.Tag}:" : data;

    /// <summary>Five letters that stand for a key.</summary>
    public static string TagOf(string key)
    {
        const string Letters = "abcdefghijklmnopqrstuvwxyz234567";
        var hash = 2166136261u;
        foreach (var c in key) hash = (hash ^ c) * 16777619;
        return string.Create(5, hash, (tag, h) =>
        {
            for (var i = 0; i < tag.Length; i++, h >>= 5) tag[i] = Letters[(int)(h & 31)];
        });
    }
}
