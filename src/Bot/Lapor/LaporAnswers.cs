using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Core.Complaints;
using Core.Complaints.National;
using Core.Texts;

namespace Bot.Lapor;

/// <summary>
/// Reads what SP4N-LAPOR! answers. Where a program that calls it looks in several places, so does this; what is in none of them is not
/// guessed.
/// </summary>
internal static class LaporAnswers
{
    private static readonly string[][] NumberPlaces = [["complaint_id"], ["data", "complaint_id"], ["results", "complaint_id"],
        ["data", "results", "complaint", "id"], ["results", "complaint", "id"]];

    /// <summary>The number of a new complaint; null where none can be found.</summary>
    public static string? Number(string text)
    {
        using var json = Parse(text);
        if (json is null) return null;
        return NumberPlaces.Select(place => Text(At(json.RootElement, place))).FirstOrDefault(ComplaintTags.IsNationalId);
    }

    /// <summary>Whether there is a complaint in it.</summary>
    public static bool HasComplaint(string text)
    {
        using var json = Parse(text);
        return json is not null
            && At(json.RootElement, ["results", "data"]) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } found
            && (found.ValueKind == JsonValueKind.Object || found.GetArrayLength() > 0);
    }

    /// <summary>A page of follow-ups; null where it is none.</summary>
    public static (IReadOnlyList<NationalFollowUp> Lines, bool More)? FollowUps(string text)
    {
        using var json = Parse(text);
        if (json is null || At(json.RootElement, ["results", "data"]) is not { ValueKind: JsonValueKind.Array } lines) return null;
        var more = Text(At(json.RootElement, ["results", "next_page_url"])).Length > 0;
        return ([.. lines.EnumerateArray().Select(Line).OfType<NationalFollowUp>().DistinctBy(l => l.Key)], more);
    }

    /// <summary>Agencies; null where there is no list.</summary>
    public static IReadOnlyList<(string Number, string Name)>? Agencies(string text)
    {
        using var json = Parse(text);
        if (json is null || At(json.RootElement, ["results", "data"]) is not { ValueKind: JsonValueKind.Array } all) return null;
        return [.. all.EnumerateArray().Select(a => (Text(At(a, ["id"])), Text(At(a, ["name"])))).Where(a => a.Item1.Length > 0)];
    }

    /// <summary>One without a number of its own is told from others by what it says.</summary>
    private static NationalFollowUp? Line(JsonElement line)
    {
        var words = First(line, ["content"], ["description"], ["message"]);
        if (words.Length == 0) return null;
        var at = First(line, ["created_at"], ["date"]);
        var by = First(line, ["institution_name"], ["institution", "name"], ["user", "name"]);
        var key = Text(At(line, ["id"])) is { Length: > 0 and <= 40 } id ? id
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{at}\n{by}\n{words}")))[..32];
        return new NationalFollowUp(key, First(line, ["type"], ["status"]), by, at, words);
    }

    private static string First(JsonElement from, params string[][] places) =>
        places.Select(place => Text(At(from, place))).FirstOrDefault(t => t.Length > 0) ?? "";

    private static JsonElement? At(JsonElement from, string[] place)
    {
        foreach (var name in place)
        {
            if (from.ValueKind != JsonValueKind.Object || Inner(from, name) is not { } inner) return null;
            from = inner;
        }

        return from;
    }

    private static string Text(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => Said(text),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => "",
    };

    /// <summary>Half a pair of UTF-16 is valid JSON and no text: then nothing was said.</summary>
    private static string Said(JsonElement text)
    {
        try
        {
            return TextFormatting.Clean(text.GetString()!).Trim();
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static JsonElement? Inner(JsonElement from, string name)
    {
        try
        {
            return from.TryGetProperty(name, out var inner) ? inner : null;
        }
        catch (InvalidOperationException)
        {
            return null; // one of its names is no text
        }
    }

    private static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
