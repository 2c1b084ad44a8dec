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
