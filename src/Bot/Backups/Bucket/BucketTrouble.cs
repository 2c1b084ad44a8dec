using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Xml;
using Amazon.Runtime;

namespace Bot.Backups.Bucket;

/// <summary>What goes wrong with the bucket, in words that name the mend and hold no secret.</summary>
internal sealed class BucketTrouble(BucketOptions bucket)
{
    private readonly string _words = bucket.Words;

    /// <summary>Whether a line broke, and not this machine's disk.</summary>
    public static bool IsCut(Exception error) =>
        error is HttpIOException or IOException { InnerException: SocketException };

    /// <summary>What went wrong and what to do; null for what is no trouble of the bucket's.</summary>
    public string? Say(Exception error, CancellationToken stop) => error switch
    {
        AmazonUnmarshallingException or XmlException or ArgumentException => NotOfTheKind(error.GetType().Name),
        AmazonServiceException e => SayRefused(e),
        AmazonClientException or HttpRequestException or WebException or SocketException => SayAway(error),
        _ when error is BrokenOffException || IsCut(error) => $"{_words} breaks off in the middle of what it sends, again and again.",
        OperationCanceledException when !stop.IsCancellationRequested => $"{_words} does not answer in time.",
        _ => null,
    };

    private string SayAway(Exception error) => error.GetBaseException() is AuthenticationException
        ? $"{_words} shows a certificate that this machine does not trust, or none at all. Look at Backups:S3:Endpoint (https or http, and "
            + "the host's name), or add the issuer's certificate to this machine (update-ca-certificates)."
        : $"{_words} cannot be reached ({error.GetBaseException().GetType().Name}). Look at Backups:S3:Endpoint and at the way out.";

    public string NotOfTheKind(string what) => $"{_words} answers in a way that is not S3's ({what}). Look at Backups:S3:Endpoint, and "
        + "whether a proxy on the way answers in its place.";

    private string SayRefused(AmazonServiceException error)
    {
        var code = new string([.. (error.ErrorCode ?? "").Where(char.IsAsciiLetterOrDigit).Take(60)]);
        return code switch
        {
            "NoSuchBucket" => $"there is no bucket at {_words}. Make it, or correct Backups:S3:Bucket.",
            "InvalidAccessKeyId" => $"{_words} does not know Backups:S3:AccessKeyId. Copy it again.",
            "SignatureDoesNotMatch" => $"{_words} refuses our signature. Copy Backups:S3:SecretKey again; look at Backups:S3:Region too.",
            "RequestTimeTooSkewed" => $"{_words} says that this machine's clock is wrong (timedatectl set-ntp true).",
            "AuthorizationHeaderMalformed" => $"{_words} does not take this region. Correct Backups:S3:Region.",
            "InvalidObjectState" => $"{_words} has put what is asked for into an archive. Bring it back from there first.",
            _ when code.Contains("Quota", StringComparison.Ordinal) || code.Contains("StorageFull", StringComparison.Ordinal)
                || error.StatusCode == HttpStatusCode.InsufficientStorage => $"{_words} is full ({code}). Have more room given, or keep fewer "
                + "backups (Backups:KeepDaily and its neighbours).",
            _ => SayByStatus((int)error.StatusCode, code),
        };
    }

    private string SayByStatus(int status, string code) => status switch
    {
        >= 300 and < 400 and not 304 => $"{_words} sends us elsewhere ({status} {code}), and nothing goes there by itself. Correct "
            + "Backups:S3:Region and Backups:S3:Endpoint; where they are right, a proxy on the way wants a login.",
        401 or 407 or 511 => $"{_words} is behind a proxy that wants a login ({status}). Let this machine through without one.",
        403 => $"{_words} does not let us. Allow list, get, put and delete there.",
        404 => $"{_words} does not know what is asked of it ({status} {code}). Look at Backups:S3:Endpoint, Bucket and Prefix.",
        413 => $"{_words} takes no file of this size ({code}). A proxy on the way must let through bodies of 16 MB.",
        _ => $"{_words} cannot do it now ({status} {code}). It is tried again.",
    };
}

/// <summary>Less came than was announced.</summary>
internal sealed class BrokenOffException : Exception;
