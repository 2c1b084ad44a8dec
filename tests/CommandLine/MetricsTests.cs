using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Tests.EndToEnd;
using Tests.Support;

namespace Tests.CommandLine;

/// <summary>Prometheus finds the measurements on their own port, and every rule and panel names one that there is.</summary>
[Slow]
public sealed partial class MetricsTests
{
    [Fact]
    public async Task They_are_on_their_own_port_and_nowhere_else_with_names_that_rules_and_panels_use()
    {
        await using var bot = new BotProcess();
        var (web, metrics) = (FreePort(), FreePort());
        (bot.Settings["Web__Url"], bot.Settings["Metrics__Url"]) = ($"http://127.0.0.1:{web}", $"http://127.0.0.1:{metrics}");
        bot.Settings["Outbox__Instance"] = "meja-satu";
        bot.Start();
        await bot.Up;
        using var http = new HttpClient();
        await http.GetStringAsync($"http://127.0.0.1:{web}/");
        var said = await http.GetStringAsync($"http://127.0.0.1:{metrics}/metrics");

        (await http.GetAsync($"http://127.0.0.1:{web}/metrics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync($"http://127.0.0.1:{metrics}/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        said.ShouldContain("meja-satu");
        foreach (var name in new[] { "suara_outbox_oldest_seconds", "suara_messages_parked", "suara_disk_free_bytes",
            "suara_database_commit_seconds_bucket", "suara_complaints_overdue", "suara_alarms",
            "http_server_request_duration_seconds_bucket" })
            said.ShouldContain(name);
    }

    [Fact]
    public async Task Every_rule_and_every_panel_names_a_measurement_that_there_is()
    {
        await using var town = new Town();
        var known = new HashSet<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => known.Add(NameOf(instrument)) };
        listener.Start();
        await town.Say("42", "/bantuan"); // what is counted by the way is made by the first use
        foreach (var type in new[] { typeof(Bot.Telegram.Updates.HearUpdates), typeof(Core.Persistence.CountCommits) })
            System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        known.UnionWith(Gauges());

        var used = new[] { "deploy/alerts/suara-layanan.yaml", "deploy/grafana/suara-layanan.json" }
            .SelectMany(file => Used().Matches(File.ReadAllText(Path.Combine(Golden.Repository, file))).Select(m => m.Value))
            .Select(name => Ending().Replace(name, "")).Distinct();
        used.Except(known).Order().ShouldBeEmpty();
    }

    /// <summary>Those that are made only where somebody takes them, from the source that makes them.</summary>
    private static IEnumerable<string> Gauges() => Made().Matches(File.ReadAllText(Path.Combine(Golden.Repository, "src/Bot/Telemetry.cs")))
        .Select(m => Prometheus(m.Groups[1].Value, m.Value.Contains("\"By\"", StringComparison.Ordinal) ? "By"
            : m.Value.Contains("\"s\"", StringComparison.Ordinal) ? "s" : "", m.Value.Contains("Counter", StringComparison.Ordinal)));

    private static string NameOf(Instrument instrument) =>
        Prometheus(instrument.Name, instrument.Unit ?? "", instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal));

    private static string Prometheus(string name, string unit, bool counter) =>
        name.Replace('.', '_') + (unit == "s" ? "_seconds" : unit == "By" ? "_bytes" : "") + (counter ? "_total" : "");

    private static int FreePort()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        return ((IPEndPoint)port.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"suara_[a-z_]+(?=[\[{)\s])")]
    private static partial Regex Used();

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex Ending();

    [GeneratedRegex("""(?:Create\w+|Count)\("(suara\.[a-z_.]+)"[^;]*;""")]
    private static partial Regex Made();
}
