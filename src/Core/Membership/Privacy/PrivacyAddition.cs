using Core.Texts;

namespace Core.Membership.Privacy;

/// <summary>What a capability adds to the notice of <c>/privasi</c>, such as another receiver; null where its settings need none.</summary>
internal sealed record PrivacyAddition(LocalizedText? Text);
