using Core.Intents;
using FsCheck;
using FsCheck.Fluent;

namespace Tests.Intents;

public sealed class IntentReaderTests
{
    private static readonly IntentContext Open = new("id", OpenQuestion.Text);

    [Fact]
    public void The_list_is_long_and_both_halves_are_large()
    {
        var lines = UtteranceList.Lines("utterances.tsv");

        lines.Count.ShouldBeGreaterThanOrEqualTo(400);
        lines.Count(l => UtteranceList.IsUnseen(l[2])).ShouldBeInRange(lines.Count * 2 / 5, lines.Count * 3 / 5);
    }

    [Theory]
    [InlineData("utterances.tsv", true, 95)]
    [InlineData("utterances.tsv", false, 95)]
    [InlineData("later.tsv", null, 92)]
    [InlineData("last.tsv", null, 92)]
    [InlineData("fifth.tsv", null, 90)]
    [InlineData("sixth.tsv", null, 95)]
    public void Nearly_all_is_understood(string file, bool? unseen, int percent)
    {
        var lines = UtteranceList.Lines(file).Where(l => unseen is null || UtteranceList.IsUnseen(l[2]) == unseen).ToList();

        var wrong = lines.Where(l => !Right(l)).ToList();

        (100 * (lines.Count - wrong.Count)).ShouldBeGreaterThanOrEqualTo(percent * lines.Count, string.Join('\n', wrong.Select(Told)));
    }

    [Theory]
    [InlineData("utterances.tsv")]
    [InlineData("later.tsv")]
    [InlineData("last.tsv")]
    [InlineData("fifth.tsv")]
    [InlineData("sixth.tsv")]
    public void Nothing_is_done_that_nobody_wanted(string file) =>
        UtteranceList.Lines(file).Where(l => !Right(l) && Read(l) is { Sure: true } read && read.Intent.Acts())
            .Select(Told).ShouldBeEmpty();

    [Theory]
    [InlineData("kode saya K7QF-3MXW-E dong")]
    [InlineData("k7qf3mxwe")]
    [InlineData("cek k7qf 3mxw e")]
    [InlineData("K7QF3MXW-E tolong")]
    [InlineData("kodenya: k7qf.3mxw.e")]
    [InlineData("https://lapor.payakumbuhkota.go.id/cek/K7QF-3MXW-E")]
    [InlineData("K7QF–3MXW–E")]
    public void A_code_is_found_in_any_wrapping(string text)
    {
        var read = UtteranceList.Reader.Read(text, new IntentContext());

        (read.Intent, read.Sure, read.Code).ShouldBe((Intent.TrackComplaint, true, "K7QF3MXWE"));
    }

    [Fact]
    public void A_code_with_letters_that_look_alike_is_found()
    {
        // 0, 1 and 5 of this code are written as O, l and S.
        TrackedCode("kode saya OlS0-l5O0-").ShouldBe("0150-1500-");

        static string TrackedCode(string text)
        {
            foreach (var check in "0123456789ABCDEFGHJKMNPQRTVWXYZ")
                if (UtteranceList.Reader.Read(text + check, new IntentContext()).Code is { } code) return $"{code[..4]}-{code[4..8]}-";
            return "";
        }
    }

    [Theory]
    [InlineData("pelayanan")]
    [InlineData("nomor hp saya 081234567")]
    [InlineData("saya ambil 5 berkas")]
    [InlineData("cuma nomor 2 . menu yang ditawarkan")]
    public void An_everyday_word_or_number_is_no_code(string text)
    {
        var read = UtteranceList.Reader.Read(text, new IntentContext());

        read.Code.ShouldBeNull();
        read.MistypedCode.ShouldBeFalse();
    }

    [Fact]
    public void A_code_with_a_wrong_character_is_told_as_such()
    {
        var read = UtteranceList.Reader.Read("kode saya K7QF-3MXW-P", new IntentContext());

        read.MistypedCode.ShouldBeTrue();
        read.Code.ShouldBeNull();
    }

    [Fact]
    public void What_a_rule_does_not_need_is_left_to_look_up()
    {
        UtteranceList.Reader.Read("nilai Puskesmas Ibuh", new IntentContext()).Rest.ShouldBe("puskesmas ibuh");
    }

    [Fact]
    public void A_name_that_is_known_makes_a_wish_sure()
    {
        var names = new NameIndex([new NamedThing("TRW", "Balai Tarawangsa")]);

        UtteranceList.Reader.Read("nilai tarawangsa", new IntentContext()).Sure.ShouldBeFalse();
        UtteranceList.Reader.Read("nilai tarawangsa", new IntentContext(), names).Sure.ShouldBeTrue();
    }

    [Theory]
    [InlineData("berhenti", Intent.Stop)]
    [InlineData("batal", Intent.Stop)]
    [InlineData("kembali", Intent.Back)]
    [InlineData("saya mau lapor pungli di kelurahan", Intent.Unknown)]
    [InlineData("petugas bilang batal terus", Intent.Unknown)]
    [InlineData("nilai rapor anak saya ditahan sekolah", Intent.Unknown)]
    [InlineData("K7QF-3MXW-E", Intent.Unknown)]
    internal void Whoever_is_telling_a_story_is_interrupted_by_nothing_but_a_bare_word(string text, Intent intent) =>
        UtteranceList.Reader.Read(text, Open).Intent.ShouldBe(intent);

    [Fact]
    public void Every_reading_names_its_rule()
    {
        var understood = UtteranceList.Lines("utterances.tsv").Where(l => Read(l).Intent != Intent.Unknown);

        understood.Where(l => Read(l).Why.Length == 0).Select(l => l[2]).ShouldBeEmpty();
    }

    [Fact]
    public void Any_text_is_read_without_an_error() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var read = UtteranceList.Reader.Read(text, new IntentContext());
            return read.Score is >= 0 and <= 100 && read == UtteranceList.Reader.Read(text, new IntentContext());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_city_adds_its_words()
    {
        var file = Path.Combine(Path.GetTempPath(), $"words-{Guid.NewGuid():N}.txt");
        File.WriteAllText(file, "# made up\nlapor = palettu\n\n[rules]\nRate:90 ^ sikolo $\n[danger]\nFire apopo\n");
        try
        {
            var reader = new IntentReader(UtteranceList.Judge, file);

            reader.Read("mau palettu", new IntentContext()).Intent.ShouldBe(Intent.Complain);
            reader.Read("sikolo", new IntentContext()).Intent.ShouldBe(Intent.Rate);
            reader.DangerIn("ado apopo di pasa").ShouldBe(DangerKind.Fire);
            UtteranceList.Reader.Read("mau palettu", new IntentContext()).Intent.ShouldNotBe(Intent.Complain);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("dua = tallu", "tallu", "2")]
    [InlineData("[answers]\n3 = paopao", "yang paopao", "3")]
    [InlineData("[answers]\npadding = menurutta", "menurutta sesuai", "3")]
    [InlineData("[answers]\nlast = ancappana", "ancappana", "4")]
    [InlineData("[answers]\nundoes = taniamo", "taniamo sesuai", null)]
    public void A_city_adds_its_words_for_answers_too(string lines, string typed, string? answer)
    {
        List<AnswerOption> scale = [new("1", "Tidak sesuai"), new("2", "Kurang sesuai"), new("3", "Sesuai"), new("4", "Sangat sesuai")];

        var read = WithCity(lines, reader => reader.Answer(typed, scale));

        (read.Sure ? read.Id : null).ShouldBe(answer);
    }

    [Fact]
    public void A_city_adds_who_does_what_is_told_of_and_what_only_says_that_it_is_wanted()
    {
        const string told = "panghulu lihat skor kami";

        UtteranceList.Reader.Read(told, new IntentContext()).Sure.ShouldBeTrue();
        WithCity("[lists]\n@official = panghulu", reader => reader.Read(told, new IntentContext())).Sure.ShouldBeFalse();
        UtteranceList.Reader.IsWanting("melokka").ShouldBeFalse();
        WithCity("mau = melokka", reader => reader.IsWanting("melokka")).ShouldBeTrue();
        WithCity("[lists]\n@to-en = inggarih", reader => reader.LanguageIn("bahasa inggarih")).ShouldBe("en");
    }

    [Theory]
    [InlineData("[answers]\ncolours = merah", "colours")]
    [InlineData("[rules]\nlapor saja", "lapor")]
    [InlineData("[rules]\nRate:90 @nosuchlist", "@nosuchlist")]
    [InlineData("[colours]\nred = blue", "colours")]
    [InlineData("just words", "just words")]
    public void A_faulty_line_of_a_city_is_named(string text, string named)
    {
        var file = Path.Combine(Path.GetTempPath(), $"words-{Guid.NewGuid():N}.txt");
        File.WriteAllText(file, text);
        try
        {
            Should.Throw<FormatException>(() => new IntentReader(UtteranceList.Judge, file)).Message.ShouldContain(named);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static T WithCity<T>(string lines, Func<IntentReader, T> read)
    {
        var file = Path.Combine(Path.GetTempPath(), $"words-{Guid.NewGuid():N}.txt");
        File.WriteAllText(file, lines);
        try
        {
            return read(new IntentReader(UtteranceList.Judge, file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static ReadIntent Read(string[] line) => UtteranceList.Reader.Read(line[2], new IntentContext(line[1]));

    private static bool Right(string[] line) => line[0].Split('|').Contains($"{Read(line).Intent}");

    private static string Told(string[] line) =>
        $"{line[2]}: {line[0]}, read as {Read(line).Intent} ({Read(line).Score}, {Read(line).Why})";
}
