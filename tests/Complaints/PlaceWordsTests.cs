using Core.Complaints;
using Core.Texts;

namespace Tests.Complaints;

public sealed class PlaceWordsTests
{
    [Theory]
    [InlineData("-0.22430, 100.63120", "lokasi di peta (-0.22430, 100.63120)")]
    [InlineData("Pasar Ibuh, blok B 12", "Pasar Ibuh, blok B 12")]
    [InlineData("RT 1, 2", "RT 1, 2")]
    public void Two_numbers_are_said_to_be_a_place_on_the_map(string place, string said) =>
        ComplaintText.Where(Wording.Of("id"), place).ShouldBe(said);
}
