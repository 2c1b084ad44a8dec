using Core.Membership.Profiles;
using Core.People;

namespace Tests.Membership;

public sealed class NipTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("198609262015051001", false)]
    [InlineData("19860926 201505 1 001", false)]
    [InlineData("199009132025242014", true)]
    [InlineData("199009132023212014", true)]
    public void Both_forms_are_taken_with_or_without_spaces(string typed, bool pppk)
    {
        var nip = Nip.Parse(typed, Today, out var problem);
        problem.ShouldBeNull();
        nip!.Value.IsPppk.ShouldBe(pppk);
    }

    [Theory]
    [InlineData("1986092620150510", "nip.length")]
    [InlineData("19860926201505100A", "nip.only-digits")]
    [InlineData("198613262015051001", "nip.birth-date")]
    [InlineData("202009262015051001", "nip.birth-date")]
    [InlineData("198609261990051001", "nip.year")]
    [InlineData("198609262015131001", "nip.month")]
    [InlineData("198609262015053001", "nip.sex")]
    [InlineData("198609262015051000", "nip.serial")]
    public void A_wrong_form_is_explained(string typed, string problem)
    {
        Nip.Parse(typed, Today, out var why).ShouldBeNull();
        why.ShouldBe(problem);
    }

    [Fact]
    public void A_masked_number_shows_neither_birth_date_nor_sex()
    {
        new Nip("198609262015051001").Masked.ShouldBe("●●●●●●●●●●●●●●●001");
    }

    [Fact]
    public void What_is_stored_opens_only_for_its_owner()
    {
        var folder = Directory.CreateTempSubdirectory("nip-").FullName;
        var vault = new NipVault(SecretKey.Open(Path.Combine(folder, "key")));
        var stored = vault.Lock(new Nip("198609262015051001"), 7);
        stored.ShouldNotContain("19860926");
        vault.Open(stored, 7).Digits.ShouldBe("198609262015051001");
        Should.Throw<System.Security.Cryptography.AuthenticationTagMismatchException>(() => vault.Open(stored, 8));
        Directory.Delete(folder, recursive: true);
    }
}
