using System.Globalization;
using Bot;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks;

/// <summary>The real program with a clock that is wrong by a set amount, so that half past seven of a working day is always near.</summary>
internal static class ShiftedBot
{
    /// <summary>The environment variable with the shift, in seconds.</summary>
    public const string Shift = "BENCHMARK_CLOCK_SHIFT";

    /// <summary>Does what <c>Program.cs</c> does, with the shifted clock.</summary>
    public static Task<int> Run(string[] args)
    {
        var seconds = double.Parse(Environment.GetEnvironmentVariable(Shift)!, CultureInfo.InvariantCulture);
        return Startup.Run(args, services => services.AddSingleton<TimeProvider>(new ShiftedClock(TimeSpan.FromSeconds(seconds))));
    }
}

/// <summary>The machine's clock, wrong by so much.</summary>
internal sealed class ShiftedClock(TimeSpan shift) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
}
