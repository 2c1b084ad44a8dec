namespace Bot.Web;

/// <summary>Reads what a form posts.</summary>
internal static class ReadForm
{
    /// <summary>Null where it is no form, or one that cannot be read: bytes that are no text, too many fields, cut off.</summary>
    public static async Task<IFormCollection?> Of(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return null;
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
