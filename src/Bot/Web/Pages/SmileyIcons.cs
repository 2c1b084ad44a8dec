namespace Bot.Web.Pages;

/// <summary>Four faces, from unhappy (1) to delighted (4). The word always stands under them.</summary>
internal static class SmileyIcons
{
    private static readonly string[] Mouths =
    [
        "M32 70Q50 52 68 70",
        "M33 67Q50 58 67 67",
        "M32 61Q50 74 68 61",
        "M28 56Q50 92 72 56Z",
    ];

    public static Html Draw(int value) => Html.Of(
        $"""<svg class="face" viewBox="0 0 100 100" aria-hidden="true" focusable="false"><circle class="skin" cx="50" cy="50" r="46"/><circle class="eye" cx="35" cy="40" r="5"/><circle class="eye" cx="65" cy="40" r="5"/><path class="{(value == 4 ? "laugh" : "mouth")}" d="{Mouths[value - 1]}"/></svg>""");
}
