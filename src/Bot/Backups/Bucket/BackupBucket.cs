using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Core.Persistence;
using Microsoft.Extensions.Options;

namespace Bot.Backups.Bucket;

/// <summary>What lies in the bucket.</summary>
/// <param name="Name">Its name, without <c>Backups:S3:Prefix</c>.</param>
/// <param name="Size">Its length in bytes.</param>
internal sealed record Kept(string Name, long Size);

/// <summary>
/// The bucket by its own requests (decision 25). Every body is signed with its hash, and each object says its hash, by which a file that
/// comes back is known to be whole. What goes wrong there is said in words that name the mend and hold no secret.
/// </summary>
internal sealed class BackupBucket(IOptions<BackupOptions> options, TimeSpan? patience = null, int? pages = null) : IDisposable
{
    private const string Hash = "x-amz-meta-sha256";
    private const int Tries = 3;

    /// <summary>Larger files go in parts of this size, one after the other; ten thousand of them make 156 GB.</summary>
    private const long Part = 16 * 1024 * 1024;

    /// <summary>How long a body that comes may stand still.</summary>
    private readonly TimeSpan _patience = patience ?? TimeSpan.FromMinutes(2);

    /// <summary>So many pages of a thousand names each, then a list has no end.</summary>
    private readonly int _pagesMost = pages ?? 10_000;

    private readonly Lazy<AmazonS3Client> _client = new(() => Open(options.Value.S3));
    private readonly BucketTrouble _trouble = new(options.Value.S3);

    public bool IsOn => My.IsOn;

    /// <summary>Where it is, for people.</summary>
    public string Words => My.Words;

    private BucketOptions My => options.Value.S3;

    private AmazonS3Client Client => _client.Value;

    public void Dispose()
    {
        if (_client.IsValueCreated) _client.Value.Dispose();
    }

    /// <summary>Everything whose name begins so, in the order of names.</summary>
    public async IAsyncEnumerable<Kept> List(string start, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var request = new ListObjectsV2Request { BucketName = My.Bucket, Prefix = KeyOf(start) };
        ListObjectsV2Response page;
        var seen = 0;
        do
        {
            page = await Ask(() => Client.ListObjectsV2Async(request, stop), stop);
            if (string.IsNullOrEmpty(page.Name)) throw new InvalidDataException(_trouble.NotOfTheKind("a list without its bucket"));
            foreach (var found in page.S3Objects ?? [])
                yield return found.Key.StartsWith(request.Prefix, StringComparison.Ordinal)
                    ? new Kept(found.Key[KeyOf("").Length..], found.Size ?? 0)
                    : throw new InvalidDataException(_trouble.NotOfTheKind("names that were not asked for"));
            var isSame = (page.NextContinuationToken ?? "") == (request.ContinuationToken ?? "");
            if (page.IsTruncated == true && (isSame || ++seen > _pagesMost))
                throw new InvalidDataException(_trouble.NotOfTheKind("a list without an end"));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
    }

    /// <summary>Puts a file there, whole or not at all.</summary>
    public async Task Put(string name, string file, CancellationToken stop = default)
    {
        var hash = await HashOf(file, stop);
        await using var from = File.OpenRead(file);
        await (from.Length <= Part ? PutWhole(name, from, hash, stop) : PutInParts(name, file, from.Length, hash, stop));
    }

    /// <summary>Whether what is there under a name says that it is this file.</summary>
    public async Task<bool> Holds(string name, string file, CancellationToken stop = default)
    {
        var said = (await Ask(() => Client.GetObjectMetadataAsync(My.Bucket, KeyOf(name), stop), stop)).Metadata[Hash];
        return !string.IsNullOrEmpty(said) && said == await HashOf(file, stop);
    }

    /// <summary>Puts a short text there.</summary>
    public Task PutText(string name, string text, CancellationToken stop = default)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return PutWhole(name, new MemoryStream(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)), stop);
    }

    /// <summary>Brings a file back; null where there is none of the name. One that breaks off on the way is asked for again.</summary>
    public async Task<string?> Get(string name, string target, CancellationToken stop = default)
    {
        PrivateFolder.Make(Path.GetDirectoryName(target)!);
        var part = target + ".part";
        for (var round = 1; ; round++)
        {
            try
            {
                File.Delete(part);
                if (!await Bring(name, part, stop)) return null;
                File.Move(part, target, overwrite: true);
                return target;
            }
            catch (Exception e) when (round < Tries && !stop.IsCancellationRequested
                && (e is HttpRequestException or BrokenOffException or OperationCanceledException || BucketTrouble.IsCut(e)))
            {
                // Cut off in the middle, or standing still.
            }
            catch (Exception e) when (_trouble.Say(e, stop) is { } words)
            {
                throw new InvalidDataException(words);
            }
            finally
            {
                File.Delete(part);
            }
        }
    }

    public Task Delete(string name, CancellationToken stop = default) =>
        Ask(() => Client.DeleteObjectAsync(My.Bucket, KeyOf(name), stop), stop);

    /// <summary>Why nothing could be kept there; null when all is well. Something small is put there, found and taken away again.</summary>
    public async Task<string?> Trouble()
    {
        const string Probe = "probe.txt";
        try
        {
            await PutText(Probe, "Suara Layanan looked whether it can write here.\n");
            var found = false;
            await foreach (var kept in List(Probe)) found |= kept.Name == Probe;
            await Delete(Probe);
            return found ? null : $"{Words} did not keep what was put there.";
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }

    private static AmazonS3Client Open(BucketOptions my) => new(new BasicAWSCredentials(my.AccessKeyId, my.SecretKey), new AmazonS3Config
    {
        ServiceURL = my.Endpoint,
        AuthenticationRegion = my.Region,
        ForcePathStyle = my.PathStyle,

        // Not every server of the kind knows the checksums that Amazon adds by itself; the signed hash guards the same bytes.
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        MaxErrorRetry = Tries,
        Timeout = TimeSpan.FromMinutes(5),
    });

    private string KeyOf(string name) => My.Prefix.Length == 0 ? name : $"{My.Prefix}/{name}";

    private static async Task<string> HashOf(string file, CancellationToken stop)
    {
        await using var from = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(from, stop));
    }

    private async Task PutWhole(string name, Stream from, string hash, CancellationToken stop)
    {
        var request = new PutObjectRequest
        {
            BucketName = My.Bucket,
            Key = KeyOf(name),
            InputStream = from,
            AutoCloseStream = false,
            UseChunkEncoding = false,
            ContentType = "application/octet-stream",
        };
        request.Metadata[Hash] = hash;
        Marked((await Ask(() => Client.PutObjectAsync(request, stop), stop)).ETag);
    }

    private async Task PutInParts(string name, string file, long length, string hash, CancellationToken stop)
    {
        var begin = new InitiateMultipartUploadRequest
        {
            BucketName = My.Bucket,
            Key = KeyOf(name),
            ContentType = "application/octet-stream",
        };
        begin.Metadata[Hash] = hash;
        var upload = (await Ask(() => Client.InitiateMultipartUploadAsync(begin, stop), stop)).UploadId;
        try
        {
            var parts = new List<PartETag>();
            for (long at = 0; at < length; at += Part)
            {
                var request = new UploadPartRequest
                {
                    BucketName = My.Bucket,
                    Key = KeyOf(name),
                    UploadId = upload,
                    PartNumber = parts.Count + 1,
                    FilePath = file,
                    FilePosition = at,
                    PartSize = Math.Min(Part, length - at),
                    UseChunkEncoding = false,
                };
                var done = await Ask(() => Client.UploadPartAsync(request, stop), stop);
                parts.Add(new PartETag(parts.Count + 1, Marked(done.ETag)));
            }

            var end = new CompleteMultipartUploadRequest
            {
                BucketName = My.Bucket,
                Key = KeyOf(name),
                UploadId = upload,
                PartETags = parts,
            };
            Marked((await Ask(() => Client.CompleteMultipartUploadAsync(end, stop), stop)).ETag);
        }
        catch (Exception)
        {
            await Forget(name, upload);
            throw;
        }
    }

    /// <summary>Parts of what did not get whole cost room and are never listed.</summary>
    private async Task Forget(string name, string upload)
    {
        try
        {
            await Client.AbortMultipartUploadAsync(My.Bucket, KeyOf(name), upload);
        }
        catch (Exception e) when (_trouble.Say(e, default) is not null)
        {
            // A rule of the bucket's own cleans up what is left (docs/operating.md).
        }
    }

    private async Task<bool> Bring(string name, string target, CancellationToken stop)
    {
        try
        {
            using var answer = await Client.GetObjectAsync(My.Bucket, KeyOf(name), stop);
            if (IsPage(answer)) throw new InvalidDataException(_trouble.NotOfTheKind("a page in a file's place"));
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var to = PrivateFolder.NewFile(target);
            using var patient = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var piece = new byte[128 * 1024];
            long length = 0;
            for (int read; (read = await Next(answer.ResponseStream, piece, patient)) > 0; length += read)
            {
                hash.AppendData(piece, 0, read);
                await to.WriteAsync(piece.AsMemory(0, read), stop);
            }

            if (length != answer.ContentLength) throw new BrokenOffException();
            var said = answer.Metadata[Hash];
            if (!string.IsNullOrEmpty(said) && said != Convert.ToHexStringLower(hash.GetHashAndReset()))
                throw new InvalidDataException($"{name} in {Words} is not what was put there. Bring back an older backup.");
            to.Flush(flushToDisk: true);
            return true;
        }
        catch (AmazonS3Exception e) when (e is { StatusCode: HttpStatusCode.NotFound, ErrorCode: "NoSuchKey" })
        {
            return false;
        }
    }

    private ValueTask<int> Next(Stream from, byte[] piece, CancellationTokenSource patient)
    {
        patient.CancelAfter(_patience);
        return from.ReadAsync(piece, patient.Token);
    }

    /// <summary>What is kept has a mark; a proxy on the way that says 200 to anything gives none.</summary>
    private string Marked(string? mark) =>
        string.IsNullOrEmpty(mark) ? throw new InvalidDataException(_trouble.NotOfTheKind("no mark of what was put there")) : mark;

    /// <summary>A proxy's page, or one that asks for a login. What others copied there bears no hash of ours, but a mark.</summary>
    private static bool IsPage(GetObjectResponse answer) => string.IsNullOrEmpty(answer.Metadata[Hash])
        && (string.IsNullOrEmpty(answer.ETag)
            || answer.Headers.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true);

    private async Task<T> Ask<T>(Func<Task<T>> request, CancellationToken stop)
    {
        try
        {
            return await request();
        }
        catch (Exception e) when (_trouble.Say(e, stop) is { } words)
        {
            throw new InvalidDataException(words);
        }
    }
}
