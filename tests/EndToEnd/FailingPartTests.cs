using Bot;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tests.Support;

namespace Tests.EndToEnd;

/// <summary>A part that runs by itself and fails ends the process so that a service manager starts it again.</summary>
[Trait("Database", "any")]
[Slow]
public sealed class FailingPartTests
{
    [Fact]
    public async Task A_part_that_fails_ends_the_service_with_code_1()
    {
        var folder = Directory.CreateTempSubdirectory("bot-").FullName;
        string[] settings =
        [
            $"--Database:ConnectionString=Data Source={folder}/bot.db", $"--Instansi:KeyFile={folder}/key",
            $"--Web:UploadFolder={folder}/up", $"--Complaints:AttachmentFolder={folder}/files", "--Web:Url=http://127.0.0.1:0",
        ];
        (await Startup.Run(settings, services => services.AddHostedService<Failing>())).ShouldBe(1);
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Failing(IHostApplicationLifetime life) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            await using var signal = life.ApplicationStarted.Register(started.SetResult);
            await started.Task;
            throw new InvalidOperationException("a citizen's words");
        }
    }
}
