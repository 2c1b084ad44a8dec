using Core.Calendar;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;

namespace Tests.Statistics;

/// <summary>
/// A figure is the result of the declared survey period only if the length, the end and the respondents are right (10.000 recipients a
/// year: 370 needed).
/// </summary>
public sealed class ResultStatusTests
{
    private static readonly Month ThisMonth = new(202611);
    private static readonly Unit Office = new() { Code = "KANTOR", Name = "Kantor", YearlyRecipients = 10_000 };
    private static readonly Period Third = Period.Of(PeriodKind.Quarter, 2026, 3)!.Value;

    [Fact]
    public void A_declared_period_that_is_over_with_enough_respondents_is_its_result()
    {
        var standing = ResultStatus.Of(Office, Third, 370, DeclaredPeriod.Quarter, ThisMonth);

        standing.IsDeclared.ShouldBeTrue();
        standing.Label(Wording.Of("id"))
            .ShouldStartWith(
            "Hasil periode survei yang ditetapkan instansi: periode sudah selesai dan responden cukup (370 dari 370 yang diperlukan).");
    }

    [Theory]
    [InlineData(DeclaredPeriod.None, PeriodKind.Month)]
    [InlineData(DeclaredPeriod.None, PeriodKind.Quarter)]
    [InlineData(DeclaredPeriod.None, PeriodKind.Year)]
    [InlineData(DeclaredPeriod.Semester, PeriodKind.Quarter)]
    [InlineData(DeclaredPeriod.Quarter, PeriodKind.Semester)]
    [InlineData(DeclaredPeriod.Quarter, PeriodKind.Month)]
    [InlineData(DeclaredPeriod.Year, PeriodKind.Month)]
    internal void Another_length_is_indicative_however_many_answered(DeclaredPeriod declared, PeriodKind kind) =>
        ResultStatus.Of(Office, Period.Of(kind, new Month(202501)), 100_000, declared,
            ThisMonth).Lacks.ShouldBe([declared == DeclaredPeriod.None ? Lacking.Declaration : Lacking.Length]);

    [Theory]
    [InlineData(202609, true)]
    [InlineData(202610, false)]
    public void A_period_is_over_when_its_last_month_is(int thisMonth, bool lacks) =>
        ResultStatus.Of(Office, Third, 370, DeclaredPeriod.Quarter, new Month(thisMonth)).Lacks.Contains(Lacking.End).ShouldBe(lacks);

    [Fact]
    public void One_respondent_too_few_is_told_with_the_numbers() =>
        ResultStatus.Of(Office, Third, 369, DeclaredPeriod.Quarter, ThisMonth).Label(Wording.Of("id"))
            .ShouldBe("Indikatif, bukan hasil SKM periode resmi: responden baru 369 dari 370 yang diperlukan.");

    [Fact]
    public void All_that_is_lacking_is_told() =>
        ResultStatus.Of(Office, Third, 5, DeclaredPeriod.Quarter, new Month(202608)).Label(Wording.Of("en"))
            .ShouldBe("Indicative, not the SKM of an official period: the period is not over; 5 respondents of 370 needed.");

    [Fact]
    public void Without_the_yearly_recipients_nothing_is_enough() =>
        ResultStatus.Of(new Unit { Code = "BARU", Name = "Baru" }, Third, 100_000, DeclaredPeriod.Quarter,
            ThisMonth).Lacks.ShouldBe([Lacking.Recipients]);

    [Fact]
    public void The_whole_instansi_is_never_the_result_of_a_survey_of_one_unit() =>
        ResultStatus.Of(null, Third, 100_000, DeclaredPeriod.Quarter, ThisMonth).Lacks.ShouldBe([Lacking.OneUnit]);

    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public void No_label_claims_to_be_official_or_verified(string language)
    {
        var words = Wording.Of(language);
        var labels = Enum.GetValues<DeclaredPeriod>()
            .SelectMany(d => Enum.GetValues<PeriodKind>()
            .Select(k => ResultStatus.Of(Office, Period.Of(k, new Month(202501)), 400, d, ThisMonth)))
            .SelectMany(s => new[] { s.Label(words), s.Short(words) });

        labels.ShouldAllBe(l => !l.Contains("IKM resmi") && !l.Contains("terverifikasi") && !l.Contains("verified")
            && !l.Contains("official result"));
    }
}
