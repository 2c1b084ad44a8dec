using System.ComponentModel.DataAnnotations;

namespace Bot.Web;

/// <summary>Settings of section <c>Web</c>.</summary>
public sealed class WebOptions
{
    /// <summary>Where the pages are served.</summary>
    [Required(ErrorMessage = "Web:Url is empty; write an address such as http://127.0.0.1:5080.")]
    public string Url { get; set; } = "http://127.0.0.1:5080";

    /// <summary>The address by which people reach the pages, for posters and links; as the reader's browser asks where empty.</summary>
    [CustomValidation(typeof(WebOptions), nameof(WebAddress))]
    public string? PublicUrl { get; set; }

    /// <summary>Whether people can talk with us in the browser.</summary>
    public bool Chat { get; set; } = true;

    /// <summary>Checks that an address is one.</summary>
    public static ValidationResult? WebAddress(string? address) =>
        string.IsNullOrEmpty(address) || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            ? ValidationResult.Success
            : new ValidationResult($"Web:PublicUrl \"{address}\" is no web address; write one such as https://suara.contoh.go.id.");
}
