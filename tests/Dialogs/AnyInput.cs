using FsCheck;
using FsCheck.Fluent;

namespace Tests.Dialogs;

/// <summary>Whatever people send, they get an answer and nothing breaks.</summary>
public sealed class AnyInput
{
    private static readonly string[] Odd = ["", " ", "/", "//", "/start _", "/start adu_", "/start undangan_x", "😀😀", "\u0002tebal\u0003", "<b>&", "{0}", "1:aaaaa:=x", "-1", "99999999999999999999", "3", "/kembali", "/batal", "/nilai tidak-ada", "/skor 2026-13", new string('x', 5000)];

    [Fact]
    public void Any_input_at_any_point_gets_a_reply_and_never_fails()
    {
        var inputs = Gen.OneOf(Gen.Elements(Odd), Gen.Elements("/start DPMPTSP", "1", "2", "3", "4", "/semua", "Kota 3", "5"), ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""));
        Prop.ForAll(Arb.From(Gen.ListOf(inputs, 12)), Answered).Check(Config.QuickThrowOnFailure.WithMaxTest(12));
    }

    private static bool Answered(IEnumerable<string> inputs)
    {
        var town = TestDialogs.Town();
        try
        {
            foreach (var input in inputs)
            {
                var before = town.Channel.All.Count;
                town.Say("warga", Core.Texts.TextFormatting.Clean(input)).GetAwaiter().GetResult();
                if (town.Channel.All.Count == before) return false;
            }

            return !town.Log.Errors.Any();
        }
        finally
        {
            town.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
