using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Tests.Support.LongestFirst", "Tests")]

namespace Tests.Support;

/// <summary>
/// What plays with real processes begins first: it waits for them more than it computes, so that the rest fills its pauses, and nothing
/// waits alone at the end.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] First = ["Tests.Faults.", "Tests.EndToEnd.", "Tests.Architecture.Recipe", "Tests.Desk.DeskPages",
        "Tests.Web.Access"];

    /// <summary>The same collections, in the order in which they begin.</summary>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(Place);

    private static int Place(ITestCollection collection)
    {
        var at = Array.FindIndex(First, f => collection.DisplayName.Contains(f, StringComparison.Ordinal));
        return at < 0 ? First.Length : at;
    }
}
