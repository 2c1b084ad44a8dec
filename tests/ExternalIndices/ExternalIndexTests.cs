using Core.ExternalIndices;

namespace Tests.ExternalIndices;

public sealed class ExternalIndexTests
{
    [Theory]
    [InlineData(93.12, "A")]
    [InlineData(91.67, "A")]
    [InlineData(90.08, "A")]
    [InlineData(88.37, "A")]
    [InlineData(87.34, "B")]
    [InlineData(86.12, "B")]
    [InlineData(89.45, "A")]
    public void The_six_units_of_Payakumbuh_come_out_as_reported_for_2022(double figure, string grade)
    {
        var scale = ExternalScale.Of(ExternalKind.Ombudsman, 2022)!;
        scale.StepOf((decimal)figure).Grade.ShouldBe(grade);
        scale.Mismatch((decimal)figure, grade).ShouldBeNull();
    }

    [Theory]
    [InlineData(2022, 79.09, "zona hijau")]
    [InlineData(2023, 86.07, "hijau")]
    [InlineData(2024, 90.16, "Zona Hijau, kategori A (Kualitas Tertinggi)")]
    public void Palu_and_Palangka_Raya_come_out_as_reported(int year, double figure, string category) =>
        ExternalScale.Of(ExternalKind.Ombudsman, year)!.Mismatch((decimal)figure, category).ShouldBeNull();

    [Theory]
    [InlineData(60.0, "cukup sehat", null)]
    [InlineData(60.3, "B", null)]
    [InlineData(37.1, "tidak sehat", null)]
    [InlineData(70.5, "A", "B, Cukup Sehat")]
    [InlineData(70.5, "baik sekali", null)]
    public void A_category_that_contradicts_the_scale_is_pointed_out(double figure, string category, string? step) =>
        ExternalScale.Of(ExternalKind.Berakhlak, 2023)!.Mismatch((decimal)figure, category)?.Name.ShouldBe(step);

    [Fact]
    public void The_same_figure_is_graded_by_the_table_of_its_year()
    {
        ExternalScale.Of(ExternalKind.Ombudsman, 2021)!.StepOf(79.09m).Zone.ShouldBe("Kuning");
        ExternalScale.Of(ExternalKind.Ombudsman, 2022)!.StepOf(79.09m).Zone.ShouldBe("Hijau");
        ExternalScale.Of(ExternalKind.Ombudsman, 2025).ShouldBeNull();
    }

    [Theory]
    [InlineData(4.44, "A-")]
    [InlineData(4.92, "A")]
    [InlineData(2.18, "C-")]
    public void The_index_of_public_service_has_its_own_scale(double figure, string grade) =>
        ExternalScale.Of(ExternalKind.Ipp, 2024)!.StepOf((decimal)figure).Grade.ShouldBe(grade);

    [Theory]
    [InlineData("79,09", 7909)]
    [InlineData("79.09", 7909)]
    [InlineData("60,0", 6000)]
    [InlineData("37,1 %", 3710)]
    [InlineData("101", null)]
    [InlineData("1,234", null)]
    [InlineData("abc", null)]
    public void Figures_are_read_with_comma_or_point(string typed, int? hundredths) =>
        ((int?)(RecordIndex.Parse(typed, 100) * 100)).ShouldBe(hundredths);
}
