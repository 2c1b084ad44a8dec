using Core.Texts;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Tests.Support;

namespace Tests.Dialogs;

/// <summary>Whatever people send, they get an answer and nothing breaks.</summary>
[Slow]
public sealed class AnyInput : IAsyncLifetime
{
    private const int Talks = 100;
    private const int Messages = 40;

    private static readonly string[] Odd = ["", " ", "/", "//", "/start _", "/start adu_", "/start undangan_x", "😀😀", "\u0002tebal\u0003",
        "<b>&", "{0}", "1:aaaaa:=x", "-1", "99999999999999999999", "3", "/kembali", "/batal", "/nilai tidak-ada", "/skor 2026-13",
            new string('x', 5000)];
    private static readonly string[] Fitting = ["/start DPMPTSP", "1", "2", "3", "4", "/semua", "Kota 3", "5"];

    private readonly Town _town = TestDialogs.Town();
    private int _people;

    public Task InitializeAsync() => _town.StayUp();

    public async Task DisposeAsync() => await _town.DisposeAsync();

    /// <summary>Each talk is one of its own, so that a failing one is found again when it is made shorter.</summary>
    [Property(MaxTest = Talks, Arbitrary = [typeof(Talk)])]
    public async Task Any_input_at_any_point_gets_a_reply_and_never_fails(string[] inputs)
    {
        var who = $"warga-{++_people}";
        foreach (var input in inputs)
        {
            var before = _town.Channel.Count;
            await _town.Say(who, TextFormatting.Clean(input));
            _town.Channel.Count.ShouldBeGreaterThan(before, $"an answer to \"{input}\"");
        }

        _town.Log.Errors.ShouldBeEmpty();
    }

    private static class Talk
    {
        public static Arbitrary<string[]> Inputs() =>
            Gen.OneOf(Gen.Elements(Odd), Gen.Elements(Fitting), ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""))
                .ArrayOf(Messages).ToArbitrary();
    }
}
