using Bot;
using Bot.CommandLine;
using Bot.Telegram;
using Bot.Web;
using Bot.Web.Chat;
using Bot.Web.Pages;

var line = ParsedCommandLine.Parse(args);
if (line.Command is not null) return await Commands.Run(line, Console.Out);

var builder = Settings.CreateBuilder(line.Settings);
builder.Services.AddParts(builder.Configuration);

var app = builder.Build();
app.UseTrustedProxy();
app.MapTelegramWebhook();
app.MapScores();
app.MapComplaintPages();
app.MapChat();
app.MapHealth();

return await app.PrepareAndRun();
