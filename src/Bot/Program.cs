using Bot;
using Bot.Database;
using Bot.Telegram;
using Bot.Web;
using Core;

if (await Commands.Run(args) is { } exitCode) return exitCode;

var builder = Settings.CreateBuilder(args);
builder.Services
    .AddCore(builder.Configuration)
    .AddDatabase(builder.Configuration)
    .AddTelegram(builder.Configuration)
    .AddWebChat(builder.Configuration)
    .AddScorePages()
    .AddComplaintPages()
    .AddMenus()
    .AddJobs(builder.Configuration);

var app = builder.Build();
app.MapTelegramWebhook();
app.MapScores();
app.MapComplaintPages();
app.MapChat();
app.MapHealth();

return await app.PrepareAndRun();
