using System.Security.Cryptography;
using Bot.Backups;

namespace Tests.Backups;

/// <summary>What is sealed opens with its passphrase, and with nothing else; whatever was changed or cut off does not open.</summary>
[Trait("Database", "any")]
public sealed class SealTests : IDisposable
{
    private const string Passphrase = "kuda liar di padang";
    private readonly string _folder = Directory.CreateTempSubdirectory("seal-").FullName;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_000)]
    public async Task It_comes_back_as_it_was(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);
        var file = await Close(plain);
        (await Open(file, Passphrase)).ShouldBe(plain);
    }

    [Fact]
    public async Task Nothing_opens_with_another_passphrase_changed_or_cut_off()
    {
        var file = await Close(RandomNumberGenerator.GetBytes(150_000));
        await Should.ThrowAsync<InvalidDataException>(() => Open(file, "kuda liar di pantai"));
        await Should.ThrowAsync<InvalidDataException>(() => Open(file, ""));
        var bytes = await File.ReadAllBytesAsync(file);
        foreach (var spoiled in new[] { Changed(bytes, 70_000), bytes[..^1], bytes[..(29 + 16 + 65_552)] })
        {
            await File.WriteAllBytesAsync(file, spoiled);
            await Should.ThrowAsync<InvalidDataException>(() => Open(file, Passphrase));
        }
    }

    [Fact]
    public async Task A_file_without_a_seal_is_told_apart()
    {
        var file = Path.Combine(_folder, "plain");
        await File.WriteAllTextAsync(file, "PK and some more that is no seal at all");
        Seal.Of(file, Passphrase).ShouldBeNull();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Changed(byte[] bytes, int at)
    {
        byte[] changed = [.. bytes];
        changed[at] ^= 1;
        return changed;
    }

    private async Task<string> Close(byte[] plain)
    {
        var file = Path.Combine(_folder, "sealed");
        await using var to = File.Create(file);
        await Seal.New(Passphrase).Close(new MemoryStream(plain), to);
        return file;
    }

    private static async Task<byte[]> Open(string file, string passphrase)
    {
        using var to = new MemoryStream();
        await Seal.Of(file, passphrase)!.Open(file, to);
        return to.ToArray();
    }
}
