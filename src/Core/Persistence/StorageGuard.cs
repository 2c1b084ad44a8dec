namespace Core.Persistence;

/// <summary>
/// Whether what was just written is still where it belongs: a file may be taken away under a running process, which notices nothing.
/// </summary>
/// <param name="IsGone">True once it is gone; then nothing is confirmed any more.</param>
internal sealed record StorageGuard(Func<bool> IsGone);
