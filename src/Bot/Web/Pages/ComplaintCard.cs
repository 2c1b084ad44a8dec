using Core.Calendar;
using Core.Complaints;
using Core.Texts;
using Core.Units;

namespace Bot.Web.Pages;

/// <summary>
/// The numbers about complaints as a part of a page: of a unit, and of the instansi with what no unit has been given yet.
/// </summary>
internal sealed class ComplaintCard(ComplaintFigures figures)
{
    public async Task<Html> Of(Wording words, Unit unit, Month month) =>
        Part(words, month, await figures.Of(unit.Id, month.FirstDay, Last(month)));

    public async Task<Html> Whole(Wording words, Month month) =>
        Part(words, month, await figures.OfAll(month.FirstDay, Last(month)));

    private static DateOnly Last(Month month) => month.FirstDay.AddMonths(1).AddDays(-1);

    private static Html Part(Wording words, Month month, UnitComplaints sum) => Html.Of(
        $"""
        <section class="complaints" aria-labelledby="complaints"><h2 id="complaints">{words["board.complaints"]}</h2>
        {(sum.Received == 0 ? Html.Of($"""<p>{words["complaint.figures-none", ScoreText.Month(words, month)]}</p>""") : Counts(words, month, sum))}
        <p class="n"><a href="/cek{Page.LinkQuery(words)}">{words["board.complaints-track"]}</a></p>
        </section>
        """);

    private static Html Counts(Wording words, Month month, UnitComplaints sum) => Html.Of(
        $"""
        <p class="n">{words["board.complaints-how", ScoreText.Month(words, month)]}</p>
        {Facts.Of((words["board.complaints-received"], sum.Received), (words["board.complaints-open"], sum.Open), (words["board.complaints-on-time"], sum.OnTime), (words["board.complaints-late"], sum.Late))}
        {(sum.Reopened > 0 ? Html.Of($"""<p>{words["complaint.figures-reopened", sum.Reopened]}</p>""") : Html.None)}
        {(sum.PublicMedian is { } median ? Html.Of($"""<p>{words["complaint.figures-median", median.ToString("0.#", words.Culture), sum.Resolved]}</p>""") : Html.None)}
        {(sum.MeanRating is { } mean ? Html.Of($"""<p>{words["complaint.figures-rating", words.Score(mean), sum.Rated]}</p>""") : Html.None)}
        """);
}
