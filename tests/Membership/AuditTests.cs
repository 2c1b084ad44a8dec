using Core.Membership;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Membership;

public sealed class AuditTests
{
    [Theory]
    [InlineData("-1001111 DINSOS")]
    [InlineData("-2147483648")]
    [InlineData("7 kanal")]
    [InlineData("+3")]
    [InlineData("Head,Officer")]
    public async Task What_stands_in_a_line_is_a_role_only_by_its_name(string what)
    {
        await using var town = new Town();
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(write =>
        {
            Audit.Note(write.Db, null, town.Time.GetUtcNow(), "link-channel", what: what);
            Audit.Note(write.Db, null, town.Time.GetUtcNow(), "link-channel", what: "Head DINSOS");
            return ValueTask.CompletedTask;
        }));

        await town.Say("ratna", "/audit");

        town.LastTo("ratna").Text.ShouldContain($"menghubungkan obrolan {what}");
        town.LastTo("ratna").Text.ShouldContain("menghubungkan obrolan Kepala unit DINSOS");
    }

    [Theory]
    [InlineData("Officer", true)]
    [InlineData("officer", false)]
    [InlineData("1", false)]
    [InlineData(" Officer", false)]
    [InlineData("Asn, Head", false)]
    [InlineData(null, false)]
    public void A_name_is_read_only_as_it_is_written(string? text, bool named) => Named.Of<Role>(text).HasValue.ShouldBe(named);
}
