using Core.People;
using Core.Reminders.Composing;
using Core.Units;

namespace Tests.Reminders;

/// <summary>What somebody's days are like is guessed by words of the word lists that their unit is called by.</summary>
public sealed class GuessWorkTests
{
    [Theory]
    [InlineData("Satuan Polisi Pamong Praja", WorkKind.Field)]
    [InlineData("Dinas Pekerjaan Umum dan Penataan Ruang", WorkKind.Field)]
    [InlineData("Dinas Perpustakaan dan Kearsipan", WorkKind.Desk)]
    [InlineData("Bagian Umum", WorkKind.Desk)]
    [InlineData("BAPPEDA", WorkKind.Desk)]
    [InlineData("Puskesmas Pembagian", WorkKind.Counter)]
    [InlineData("Dinas Pendidikan", WorkKind.Counter)]
    internal void By_the_name_of_the_unit(string name, WorkKind kind)
    {
        GuessWork.For(new Unit { Code = "X", Name = name }, leads: false).ShouldBe(kind);
        GuessWork.For(new Unit { Code = "X", Name = name }, leads: true).ShouldBe(WorkKind.Lead);
    }
}
