namespace Core.Calendar;

/// <summary>
/// A clock that goes on whatever is done to the machine's: for waits, which would last for hours when the time is set back.
/// </summary>
internal static class SteadyTime
{
    /// <summary>A moment of that clock; it says nothing but how far it is from another one.</summary>
    public static DateTimeOffset Steady(this TimeProvider time) => DateTimeOffset.UnixEpoch + time.GetElapsedTime(0);
}
