using System.Globalization;

namespace Core.Messaging;

/// <summary>What a message is about, as <c>card:12</c> or <c>post:5</c>: a word of the capability that sent it, and its number.</summary>
internal static class Topic
{
    /// <summary>News for somebody who complained, who may want to be called back to it.</summary>
    public const string News = "news";

    /// <summary>Writes one.</summary>
    public static string Of(string kind, long number) => string.Create(CultureInfo.InvariantCulture, $"{kind}:{number}");

    /// <summary>The number of a topic of this kind; null for any other.</summary>
    public static long? NumberIn(string? topic, string kind) =>
        topic is not null && topic.Length > kind.Length + 1 && topic[kind.Length] == ':' && topic.StartsWith(kind, StringComparison.Ordinal)
        && long.TryParse(topic.AsSpan(kind.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
