using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Tests.Web;

/// <summary>Pages while the database cannot answer.</summary>
public sealed class FailingPageTests
{
    [Theory]
    [InlineData("/", "sedang tidak bisa dibuka")]
    [InlineData("/?lang=en", "cannot be opened just now")]
    [InlineData("/api/v1/scores", "error")]
    public async Task Who_asks_while_the_database_fails_reads_so_and_sees_nothing_of_the_fault(string address, string says)
    {
        await using var host = await PageHost.Start();
        await host.Unit("DINSOS");
        await using (var db = await host.Open()) await db.Database.ExecuteSqlRawAsync("alter table monthly_sums rename to gone_sums");

        using var answer = await host.Http.GetAsync(address);
        var body = await answer.Content.ReadAsStringAsync();
        await using (var db = await host.Open()) await db.Database.ExecuteSqlRawAsync("alter table gone_sums rename to monthly_sums");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(30));
        body.ShouldContain(says);
        body.ShouldNotContain("monthly_sums");
        body.ShouldNotContain("Exception");
    }
}
