using System.Globalization;
using Core.Messaging;

namespace Core.Units;

/// <summary>A unit's point on the map, as it is written: latitude and longitude in degrees.</summary>
internal static class UnitPoint
{
    /// <summary>Reads it; null when it is no point.</summary>
    public static Place? Parse(string? written)
    {
        var parts = (written ?? "").Split(',', StringSplitOptions.TrimEntries);
        return parts.Length == 2 && Degrees(parts[0], 90) is { } latitude && Degrees(parts[1], 180) is { } longitude
            ? new Place(latitude, longitude)
            : null;
    }

    /// <summary>The address of a map that shows it; null when it is no point.</summary>
    public static string? MapOf(string? written) => Parse(written) is { } point
        ? FormattableString.Invariant(
            $"https://www.openstreetmap.org/?mlat={point.Latitude}&mlon={point.Longitude}#map=17/{point.Latitude}/{point.Longitude}")
        : null;

    private static double? Degrees(string written, double most) =>
        double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= most ? value : null;
}
