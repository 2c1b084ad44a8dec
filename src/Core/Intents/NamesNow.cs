namespace Core.Intents;

/// <summary>The indexes of names as they stand now. The capability of units lends them.</summary>
/// <param name="Units">Units, by code.</param>
/// <param name="Services">Services, by the code of their unit, an underscore and their own.</param>
internal sealed record NamesNow(Func<NameIndex> Units, Func<NameIndex> Services);
