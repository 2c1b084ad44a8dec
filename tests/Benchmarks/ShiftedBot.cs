using System.Globalization;
using Bot;
using Bot.Telegram;
using Bot.Web;
using Bot.Web.Chat;
using Bot.Web.Pages;
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
        var builder = Settings.CreateBuilder(args);
        builder.Services.AddSingleton<TimeProvider>(new ShiftedClock(TimeSpan.FromSeconds(seconds)));
        builder.Services.AddParts(builder.Configuration);
        var app = builder.Build();
        app.UseTrustedProxy();
        app.MapTelegramWebhook();
        app.MapScores();
        app.MapComplaintPages();
        app.MapChat();
        app.MapHealth();
        return app.PrepareAndRun();
    }
}

/// <summary>The machine's clock, wrong by so much.</summary>
internal sealed class ShiftedClock(TimeSpan shift) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
}
