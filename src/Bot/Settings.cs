namespace Bot;

/// <summary>
/// Where settings come from: the file appsettings.json beside the place of start, the environment, the command line, and files of secrets.
/// </summary>
internal static class Settings
{
    /// <summary>A host that reads them and logs one line per event.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = Directory.GetCurrentDirectory()
        });
        ReadSecrets.AddTo(builder.Configuration);
        builder.Configuration.AddCommandLine(args); // who types a setting means it, such as a former passphrase
        builder.Configuration["ForwardedHeaders_Enabled"] = "false"; // ASP.NET's own switch takes anybody's word: Web:TrustProxy is ours
        if (builder.Configuration["Logging:Console:FormatterName"] is null or "simple")
            builder.Logging.AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat) = (true, "yyyy-MM-dd HH:mm:ss "));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.None)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None) // whoever asks says what failed, without words and stack
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        string[] urls = [builder.Configuration["Web:Url"] ?? "http://127.0.0.1:5080", builder.Configuration["Metrics:Url"] ?? ""];
        builder.WebHost.UseUrls([.. urls.Where(u => u.Length > 0)]);
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        return builder;
    }
}
