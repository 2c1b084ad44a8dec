using System.ComponentModel.DataAnnotations;

namespace Bot.Backups.Bucket;

/// <summary>Storage of the kind of S3 to which backups go as well (section <c>Backups:S3</c>); none without an endpoint.</summary>
internal sealed class BucketOptions
{
    /// <summary>Its address, such as <c>https://s3.kota.go.id</c>.</summary>
    [RegularExpression("^(https?://[^/ ]+/?|)$", ErrorMessage = "Backups:S3:Endpoint is no address: write one such as https://s3.kota.go.id.")]
    public string Endpoint { get; set; } = "";

    /// <summary>The bucket; it must be there.</summary>
    [RegularExpression("^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9]|)$",
        ErrorMessage = "Backups:S3:Bucket is no name of a bucket: small letters, digits, - and . such as cadangan-suara.")]
    public string Bucket { get; set; } = "";

    /// <summary>The region that requests are signed for; many servers of one's own take any.</summary>
    [RegularExpression("^[a-z0-9-]+$", ErrorMessage = "Backups:S3:Region is no region: write one such as us-east-1.")]
    public string Region { get; set; } = "us-east-1";

    /// <summary>By whom we are known there.</summary>
    public string AccessKeyId { get; set; } = "";

    /// <summary>What requests are signed with; a secret.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>A file that holds <see cref="SecretKey"/>; empty for none.</summary>
    public string SecretKeyFile { get; set; } = "";

    /// <summary>Whether the bucket stands in the path (<c>https://s3.kota.go.id/BUCKET</c>) and not in the host's name.</summary>
    public bool PathStyle { get; set; } = true;

    /// <summary>What stands before every name, where several share a bucket.</summary>
    [RegularExpression("^([A-Za-z0-9]([A-Za-z0-9/_-]*[A-Za-z0-9])?|)$",
        ErrorMessage = "Backups:S3:Prefix may hold letters, digits, /, - and _, none of them at an end but letters and digits: such as kota/suara.")]
    public string Prefix { get; set; } = "";

    internal bool IsOn => Endpoint.Length > 0;

    /// <summary>Where it is, for people.</summary>
    internal string Words => $"{Endpoint.TrimEnd('/')}/{Bucket}{(Prefix.Length == 0 ? "" : $"/{Prefix}")}";

    /// <summary>What is missing where storage is named.</summary>
    internal IEnumerable<string> Missing => !IsOn ? [] : new[] { (nameof(Bucket), Bucket), (nameof(AccessKeyId), AccessKeyId),
        (nameof(SecretKey), SecretKey) }
        .Where(s => s.Item2.Length == 0).Select(s => $"Backups:S3:{s.Item1} is missing, but Backups:S3:Endpoint names storage: set both or none.");
}
