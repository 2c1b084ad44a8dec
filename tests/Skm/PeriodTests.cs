using Core.Calendar;
using Core.Skm;
using Core.Statistics;
using Core.Texts;

namespace Tests.Skm;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("oktober", "2026-10")]
    [InlineData("okt 2025", "2025-10")]
    [InlineData("desember", "2025-12")]
    [InlineData("december 2026", "2026-12")]
    [InlineData("2026-10", "2026-10")]
    [InlineData("10/2026", "2026-10")]
    [InlineData("bulan lalu", "2026-10")]
    [InlineData("last month", "2026-10")]
    [InlineData("bulan ini", "2026-11")]
    [InlineData("bulan", "2026-11")]
    [InlineData("bulan agustus", "2026-08")]
    [InlineData("triwulan 3", "2026-T3")]
    [InlineData("triwulan iv", "2026-T4")]
    [InlineData("tw3 2025", "2025-T3")]
    [InlineData("q1", "2026-T1")]
    [InlineData("triwulan lalu", "2026-T3")]
    [InlineData("2026-T3", "2026-T3")]
    [InlineData("semester 1 2026", "2026-S1")]
    [InlineData("2026 semester 2", "2026-S2")]
    [InlineData("semester", "2026-S2")]
    [InlineData("tahun 2025", "2025")]
    [InlineData("2025", "2025")]
    [InlineData("tahun lalu", "2025")]
    [InlineData("tahun", "2026")]
    [InlineData("agt", "2026-08")]
    [InlineData("nopember 2025", "2025-11")]
    [InlineData("pebruari", "2026-02")]
    [InlineData("sept.", "2026-09")]
    [InlineData("kuartal kemarin", "2026-T3")]
    [InlineData("previous quarter", "2026-T3")]
    [InlineData("t2", "2026-T2")]
    [InlineData("s1", "2026-S1")]
    [InlineData("smt 2 2025", "2025-S2")]
    [InlineData("current year", "2026")]
    public void A_period_is_understood(string typed, string code)
    {
        var (period, others) = ReadPeriod.In(typed.Split(' '), new Month(202611));

        period!.Value.Code.ShouldBe(code);
        others.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("tahun dinas sosial lalu", "2025", "dinas sosial")]
    [InlineData("dinsos 2026 triwulan 3", "2026-T3", "dinsos")]
    [InlineData("lalu dinsos semester", "2026-S1", "dinsos")]
    [InlineData("oktober dinas sosial 2025", "2025-10", "dinas sosial")]
    public void The_words_come_in_any_order_with_a_unit_between_them(string typed, string code, string others)
    {
        var (period, left) = ReadPeriod.In(typed.Split(' '), new Month(202611));

        period!.Value.Code.ShouldBe(code);
        string.Join(' ', left).ShouldBe(others);
    }

    [Theory]
    [InlineData("dukcapil")]
    [InlineData("13/2026")]
    [InlineData("2026-T5")]
    [InlineData("triwulanan")]
    public void What_is_no_period_is_left_over(string typed)
    {
        var (period, others) = ReadPeriod.In([typed], new Month(202611));

        period.ShouldBeNull();
        others.ShouldBe([typed]);
    }

    [Fact]
    public void Periods_follow_each_other_without_gap_or_overlap()
    {
        foreach (var kind in Enum.GetValues<PeriodKind>())
        {
            var period = Period.Of(kind, new Month(202601));
            for (var i = 0; i < 30; i++)
            {
                period.To.Add(1).ShouldBe(period.After.From);
                period.After.Before.ShouldBe(period);
                ReadPeriod.In([period.Code], new Month(202611)).Period.ShouldBe(period);
                period = period.After;
            }
        }

        Period.Of(PeriodKind.Quarter, new Month(202611)).Name(Wording.Of("id")).ShouldBe("Triwulan IV 2026");
    }
}
