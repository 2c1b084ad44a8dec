namespace Tests.EndToEnd;

/// <summary>Somebody who rates DPMPTSP once, and presses only what they see.</summary>
internal static class RatingTalk
{
    /// <summary>Everyone's nine answers are different; they are noted as U1 to U9, one line each.</summary>
    public static Player Begin(Player citizen, int number, List<string> ratings)
    {
        var answers = Enumerable.Range(0, 9).Select(q => ((number >> (2 * (q % 4))) + (q > 3 ? q : 0)) & 3).ToArray();
        citizen.Open("/start DPMPTSP");
        for (var q = 0; q < 9; q++) citizen.PressAt($"{q + 1}/9 ·", answers[q]);
        ratings.Add(string.Join(' ', answers[..7].Append(answers[8]).Append(answers[7]).Select(a => a + 1))); // asked eighth is U9
        return citizen.Press("", "Lewati semua").Press("", "Lewati").Do("Terima kasih", _ => { });
    }
}
