using Xunit.Abstractions;
using Xunit.Sdk;

namespace Tests.Support;

/// <summary>
/// Marks tests that <c>.ci/fast</c> leaves out, because they start browsers, other programs or processes that are killed, or
/// play a simulation of many thousands. A test that is slow for no such reason is to be mended instead. Tests in a browser or with
/// LibreOffice carry the mark in their own attribute.
/// </summary>
[TraitDiscoverer("Tests.Support.SlowDiscoverer", "Tests"), AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SlowAttribute : Attribute, ITraitAttribute;

/// <summary>Says to the runner what the attribute means: <c>Loop=slow</c>.</summary>
public sealed class SlowDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) => [new("Loop", "slow")];
}

/// <summary>
/// Marks the few slow tests that take half a minute and more each, and more than half of the time of all. A bare <c>dotnet test</c>
/// leaves them out, so that it ends within five minutes; with <c>TEST_ALL=true</c>, as <c>.ci/run</c> sets it, or named in a filter they
/// run.
/// </summary>
[TraitDiscoverer("Tests.Support.TakesMinutesDiscoverer", "Tests"), AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class TakesMinutesAttribute : Attribute, ITraitAttribute;

/// <summary>Says to the runner what the attribute means: <c>Takes=minutes</c>.</summary>
public sealed class TakesMinutesDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) => [new("Takes", "minutes")];
}
