namespace Core.Demonstration;

/// <summary>Chance that gives the same numbers every time (SplitMix64): made-up data must be the same on every machine.</summary>
internal struct SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A whole number from zero to below the limit.</summary>
    public int Next(int limit) => (int)(Roll() % (ulong)limit);

    /// <summary>A number from zero to below one.</summary>
    public double Part() => (Roll() >> 11) * (1.0 / (1UL << 53));

    private ulong Roll()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
