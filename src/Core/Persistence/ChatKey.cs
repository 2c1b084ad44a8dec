namespace Core.Persistence;

/// <summary>One chat: what happens to it happens one after the other, whichever process it comes to.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="Address">The chat's address on it.</param>
internal readonly record struct ChatKey(string Channel, string Address)
{
    /// <summary>Chats are dealt out among the workers by so many lanes.</summary>
    public const int Lanes = 1024;

    /// <summary>The chat's lane: the same in every process and in every release, since it stands in the database.</summary>
    public int Lane
    {
        get
        {
            var hash = 2166136261u;
            foreach (var letter in Channel) hash = (hash ^ letter) * 16777619;
            foreach (var letter in Address) hash = (hash ^ letter) * 16777619;
            return (int)((hash ^ (hash >> 16)) % Lanes);
        }
    }

    internal string Name => $"chat:{Channel}:{Address}";
}
