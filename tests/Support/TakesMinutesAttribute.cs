using Xunit.Abstractions;
using Xunit.Sdk;

namespace Tests.Support;

/// <summary>
/// Marks the few slow tests that take half a minute and more each, and more than half of the time of all. A bare <c>dotnet test</c>
/// leaves them out so that it ends within five minutes; with <c>TEST_ALL=true</c>, as <c>.ci/run</c> sets it, or named in a filter they run.
/// </summary>
[TraitDiscoverer("Tests.Support.TakesMinutesDiscoverer", "Tests"), AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class TakesMinutesAttribute : Attribute, ITraitAttribute;

/// <summary>Says to the runner what the attribute means: <c>Takes=minutes</c>.</summary>
public sealed class TakesMinutesDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) => [new("Takes", "minutes")];
}
