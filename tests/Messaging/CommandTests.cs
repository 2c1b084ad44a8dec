using System.Reflection;
using Core.Calendar;
using Core.Messaging;
using Core.People;
using Core.Skm;
using Core.Statistics;
using Core.Units;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Tests.Messaging;

/// <summary>What one place writes, the same place reads: commands, and what links carry.</summary>
[Trait("Database", "any")]
public sealed class CommandTests
{
    private static readonly Command[] All = [.. typeof(Commands).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(p => p.PropertyType == typeof(Command)).Select(p => (Command)p.GetValue(null)!)];

    [Fact]
    public void Every_name_stands_in_the_table_of_rights_and_stands_once()
    {
        All.Select(c => c.Name).ShouldBeUnique();
        All.Select(c => c.Name).Except(CommandRights.All).ShouldBeEmpty();
    }

    [Property(Arbitrary = [typeof(Drawn)])]
    public bool A_command_is_read_back_as_it_was_written(int which, Word[] about)
    {
        var command = Of(which).With([.. about.Select(w => w.Text)]);

        return Command.Parse(command.Text) == command && command.Is(Of(which))
            && Command.WordsOf(command.Rest).SequenceEqual(about.Select(w => w.Text));
    }

    [Property(Arbitrary = [typeof(Drawn)])]
    public bool Typed_by_hand_it_is_the_same(int which, Word[] about)
    {
        var command = Of(which).With([.. about.Select(w => w.Text)]);

        return Command.Parse($"{command.Name.ToUpperInvariant()}  \n{command.Rest} ") == command;
    }

    [Property(Arbitrary = [typeof(Drawn)])]
    public bool A_link_is_read_back_as_it_was_written(Word unit, Word service)
    {
        StartPayload[] links = [StartPayload.Rate(null), StartPayload.Rate(unit.Text), StartPayload.Rate(unit.Text, service.Text),
            StartPayload.Complain(null), StartPayload.Complain(unit.Text), StartPayload.Track(unit.Text), StartPayload.AskInformation()];

        return links.All(l => StartPayload.Parse(l.Text) == l
            && Command.Parse(Commands.Start.With(l)) is { } start && StartPayload.Parse(start.Rest) == l)
            && links[2].Target == (unit.Text, service.Text) && links[1].Target == (unit.Text, null);
    }

    [Property]
    public bool Whatever_somebody_types_behind_a_link_is_read_and_written_again(string? text) =>
        text is null || StartPayload.Parse(text).Text.Equals(text, StringComparison.OrdinalIgnoreCase);

    [Property]
    public bool A_unit_and_a_period_are_read_back(int kind, int months)
    {
        var period = Period.Of((PeriodKind)(Math.Abs(kind % 4)), Month.Of(2026, 1).Add(months % 60));
        var unit = new Unit { Code = "DINSOS", Name = "Dinas Sosial" };
        var command = Command.Parse(Commands.Statistics.With(unit.Code, period.Code, "layanan"))!.Value;

        var read = StatisticsQuery.Read(command.Rest, [unit], Month.Of(2026, 11));

        return read.Period == period && read.Found.Single() == unit && read.Flags.Contains("services") && read.Unknown is null;
    }

    [Theory]
    [InlineData("/cancel", "/batal")]
    [InlineData("/BACK", "/kembali")]
    public void What_other_bots_call_it_is_understood(string typed, string meant) => Command.Parse(typed)!.Value.Name.ShouldBe(meant);

    private static Command Of(int which) => All[(int)((uint)which % All.Length)];

    /// <summary>A word as codes are: no blank in it, none of the words that begin something.</summary>
    public sealed record Word(string Text);

    private static class Drawn
    {
        public static Arbitrary<Word> Words() => Gen.Elements("ABCDEFGHJKMNPQRSTUVWXYZabcxyz0123456789-".ToCharArray()).NonEmptyListOf()
            .Select(letters => new string([.. letters.Take(20)]))
            .Where(w => !StartPayload.Words.Contains(w, StringComparer.OrdinalIgnoreCase)).Select(w => new Word(w)).ToArbitrary();
    }
}
