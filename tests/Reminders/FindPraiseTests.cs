using Core.Reminders.Composing;

namespace Tests.Reminders;

[Trait("Database", "any")]
public sealed class FindPraiseTests
{
    [Theory]
    [InlineData("Petugasnya ramah dan penjelasannya mudah dipahami.", true)]
    [InlineData("Terima kasih, izin saya selesai di hari yang dijanjikan.", true)]
    [InlineData("Very friendly and quick, thank you", true)]
    [InlineData("Ramah, tetapi antreannya lama.", false)]
    [InlineData("Kurang ramah kepada orang tua", false)]
    [InlineData("Semoga lebih cepat lagi, terima kasih", false)]
    [InlineData("Bu Ratna sabar sekali membantu saya.", false)]
    [InlineData("Terima kasih pak Budi di loket, sangat membantu", false)]
    [InlineData("Terima kasih, nomor saya 081234567890.", false)]
    [InlineData("Apakah memang secepat ini, cepat sekali?", false)]
    [InlineData("Cepat", false)]
    public void Only_plain_praise_of_the_whole_unit_is_taken(string comment, bool taken) => FindPraise.Is(comment).ShouldBe(taken);
}
