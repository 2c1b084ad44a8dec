using Core.Texts;

namespace Core.Imports;

/// <summary>The cells of a spreadsheet's first sheet as texts, by row and column from 1; empty ones are not there.</summary>
internal sealed class SheetCells
{
    /// <summary>The most rows that are read.</summary>
    public const int MostRows = 5000;

    private readonly SortedDictionary<int, SortedDictionary<int, string>> _rows = [];

    /// <summary>Whether rows below <see cref="MostRows"/> hold something: whoever reads on would take half a list for the whole.</summary>
    public bool IsCut { get; set; }

    /// <summary>The rows that hold anything, from the top.</summary>
    public IEnumerable<int> Rows => _rows.Keys;

    /// <summary>A cell's name, such as <c>F7</c>.</summary>
    public static string Name(int row, int column)
    {
        var letters = "";
        for (var left = column; left > 0; left = (left - 1) / 26) letters = (char)('A' + ((left - 1) % 26)) + letters;
        return $"{letters}{row}";
    }

    /// <summary>What a cell says; empty where it says nothing.</summary>
    public string this[int row, int column]
    {
        get => _rows.GetValueOrDefault(row)?.GetValueOrDefault(column) ?? "";
        set
        {
            if (Characters.Seen(value).Trim() is not { Length: > 0 } said) return;
            if (!_rows.TryGetValue(row, out var cells)) _rows[row] = cells = [];
            cells[column] = said;
        }
    }

    /// <summary>The cells of a row, from the left.</summary>
    public IEnumerable<(int Column, string Text)> In(int row) => _rows.GetValueOrDefault(row)?.Select(c => (c.Key, c.Value)) ?? [];
}

/// <summary>Opens a spreadsheet, whichever way it was saved.</summary>
/// <param name="Of">Its cells; null where it is none.</param>
internal sealed record OpenSheet(Func<byte[], SheetCells?> Of);
