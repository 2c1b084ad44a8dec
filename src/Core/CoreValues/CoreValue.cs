using Core.Texts;

namespace Core.CoreValues;

/// <summary>
/// One of the seven core values of civil servants; its name and definition are wordings (SE Menteri PANRB 20/2021; UU 20/2023 article 3).
/// </summary>
internal sealed record CoreValue(string Code)
{
    /// <summary>How many behaviours each value has.</summary>
    public const int BehavioursEach = 3;

    /// <summary>The seven, in the order that spells BerAKHLAK.</summary>
    public static IReadOnlyList<CoreValue> All { get; } = [new("BP"), new("AK"), new("KO"), new("HA"), new("LO"), new("AD"), new("KL")];

    /// <summary>Its three behaviours.</summary>
    public IReadOnlyList<Behaviour> Behaviours { get; } = [.. Enumerable.Range(1, BehavioursEach).Select(n => new Behaviour(Code, n))];

    /// <summary>The value with this code; null for an unknown one.</summary>
    public static CoreValue? Find(string code) => All.FirstOrDefault(v => v.Code == code);

    /// <summary>Its name.</summary>
    public LocalizedText Name() => $"value.{Code}";

    /// <summary>Its name in a language.</summary>
    public string Name(Wording words) => Name().In(words);

    /// <summary>What it means.</summary>
    public string Definition(Wording words) => words[$"value.{Code}.definition"];
}

/// <summary>One of the 21 behaviours that the values are practised by.</summary>
/// <param name="Value">The code of its value.</param>
/// <param name="Number">Its place under the value, 1 to 3.</param>
internal sealed record Behaviour(string Value, int Number)
{
    /// <summary>All 21, in order.</summary>
    public static IReadOnlyList<Behaviour> All { get; } = [.. CoreValue.All.SelectMany(v => v.Behaviours)];

    private static readonly Dictionary<string, Behaviour> ByCode = All.ToDictionary(b => b.Code);

    /// <summary>Its code, such as <c>AD1</c>.</summary>
    public string Code { get; } = $"{Value}{Number}";

    /// <summary>The behaviour with this code; null for an unknown one.</summary>
    public static Behaviour? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    /// <summary>Its text, in the wording of the circular or of the law.</summary>
    public LocalizedText Text(BehaviourWording source) =>
        source == BehaviourWording.Law && Wording.Of(null).Has($"behaviour.{Code}.law") ? $"behaviour.{Code}.law" : $"behaviour.{Code}";

    /// <summary>Its text in a language.</summary>
    public string Text(Wording words, BehaviourWording source) => Text(source).In(words);
}
