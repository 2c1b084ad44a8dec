namespace Core.Skm;

/// <summary>The mutu of an SKM (Permenpan RB 14/2017). Its kinerja in words is the wording <c>grade.A</c> to <c>grade.D</c>.</summary>
internal enum Grade
{
    /// <summary>Sangat Baik, 88,31 to 100.</summary>
    A,

    /// <summary>Baik, 76,61 to 88,30.</summary>
    B,

    /// <summary>Kurang Baik, 65,00 to 76,60.</summary>
    C,

    /// <summary>Tidak Baik, below 65,00.</summary>
    D,
}

/// <summary>The table from index to mutu.</summary>
internal static class Grades
{
    /// <summary>The lowest index of a scale of 25 to 100.</summary>
    public const decimal Lowest = 25m;

    /// <summary>The highest index.</summary>
    public const decimal Highest = 100m;

    /// <summary>
    /// From which index on each mutu holds, the best first; what is below all of them is D (Permenpan RB 14/2017, the annex's table of
    /// values).
    /// </summary>
    public static IReadOnlyList<(decimal From, Grade Grade)> Limits { get; } = [(88.31m, Grade.A), (76.61m, Grade.B), (65.00m, Grade.C)];

    /// <summary>The mutu of an index that is already rounded to two decimals; the table has gaps between them.</summary>
    public static Grade Of(decimal index)
    {
        foreach (var (from, grade) in Limits)
            if (index >= from) return grade;
        return Grade.D;
    }
}
