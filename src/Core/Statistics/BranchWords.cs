using Core.Complaints;
using Core.Texts;

namespace Core.Statistics;

/// <summary>A unit together with those below it, in words: never without n, and never without what is not in it.</summary>
internal static class BranchWords
{
    /// <summary>"Bersama 3 unit di bawahnya".</summary>
    public static string Title(Wording words, BranchScore branch) => words["branch.title", branch.Below];

    /// <summary>The pooled score with n, or why there is none.</summary>
    public static string Whole(Wording words, BranchScore branch, int minimum) => branch.Figures.Score is null
        ? words["branch.none", branch.Figures.LeftOut] : ScoreWords.Whole(words, branch.Figures, minimum);

    /// <summary>The same in a list of units.</summary>
    public static string Line(Wording words, BranchScore branch) => words["branch.line", branch.Unit.Label, branch.Below,
        branch.Figures.Score is { } s ? words["score.in-short", words.Score(s.Index), s.Grade, ScoreWords.Respondents(words, s)]
            : words["branch.none", branch.Figures.LeftOut]];

    /// <summary>Of how many units it is made, and how many ratings of others are not in it; null when all are.</summary>
    public static string? LeftOut(Wording words, BranchScore branch)
    {
        if (branch.Figures.Score is null || branch.Counted == branch.Members.Count) return null;
        return words[branch.Figures.LeftOut == 0 ? "branch.others-unrated" : "branch.counted", branch.Counted, branch.Members.Count,
            branch.Figures.LeftOut];
    }

    /// <summary>The whole paragraph.</summary>
    public static string Paragraph(Wording words, BranchScore branch, int minimum) => string.Join('\n',
        new[] { $"{Title(words, branch)}: {Whole(words, branch, minimum)}", LeftOut(words, branch) }.OfType<string>());

    /// <summary>Complaints of the branch; null when there were none.</summary>
    public static string? Complaints(Wording words, UnitComplaints? sum) => sum is not { Received: > 0 } c ? null
        : words["branch.complaints", c.Received, c.OnTime, c.Late, c.Open];
}
