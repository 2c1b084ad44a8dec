using Core.Complaints;
using Core.Complaints.Deadlines;
using Core.Units;

namespace Core.Demonstration;

/// <summary>
/// The life of one made-up complaint until now, by the rules that real ones go by: every date and state comes of the same methods, and the
/// clock does in between what it would have done.
/// </summary>
internal sealed class MadeUpLife(Complaint complaint, ulong seed, DateTimeOffset now, ComplaintClock clock, IReadOnlyList<Unit> units,
    IReadOnlyDictionary<int, long> officers)
{
    private static readonly string[] Reasons = ["Mohon lengkapi tanggal dan tempat kejadian.", "Mohon sebutkan layanan yang dimaksud."];
    private static readonly string[] Questions = ["Kapan Bapak/Ibu datang ke loket?", "Apakah ada nomor antrean atau berkas?"];
    private static readonly string[] Answers =
        ["Saya datang hari Senin pagi.", "Ada, nomor antreannya 27.", "Berkasnya masih saya simpan."];

    private static readonly string[] Steps = ["Sedang kami periksa dengan petugas loket.", "Kami sudah menghubungi bagian terkait."];
    private static readonly string[] Results =
    [
        "Antrean sudah kami atur ulang dan petugas ditambah.", "Berkas sudah selesai dan dapat diambil.",
        "Ruang tunggu sudah diperbaiki.", "Sudah kami jelaskan syarat dan biayanya.",
    ];


    private readonly List<Func<long, ComplaintEvent>> _history = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private SeededRandom _dice = new(seed);
    private DateTimeOffset _at = complaint.FiledAt;
    private DateTimeOffset _last = complaint.FiledAt;

    /// <summary>Lives it; its history, each line made once the complaint's number is known.</summary>
    public IReadOnlyList<Func<long, ComplaintEvent>> Live()
    {
        Record(Act.File, Relation.Complainant, complaint.State);
        if (Triaged() && Handled()) Settled();
        Pass(now);
        return _history;
    }

    private bool Triaged()
    {
        if (Chance(4))
        {
            if (!Do(Act.Return, Relation.Triage, 3, Reasons, at => complaint.Return(at, clock))) return false;
            if (Chance(30) || !Do(Act.Complete, Relation.Complainant, 15, Answers, at => complaint.Complete(at, clock))) return false;
        }

        var kind = complaint.Class ?? (Chance(4) ? ComplaintClass.Supervisory : ComplaintClass.Ordinary);
        var unit = complaint.UnitId ?? units[_dice.Next(units.Count)].Id;
        if (!Do(Act.Verify, Relation.Triage, 4, [], at => complaint.Verify(kind, unit, at, clock))) return false;
        return !Chance(1) || !Do(Act.Withdraw, Relation.Complainant, 2, [], at => complaint.Withdraw(at, clock));
    }

    private bool Handled()
    {
        if (!Taken()) return false;
        if (Chance(5))
        {
            var other = units[_dice.Next(units.Count)].Id;
            if (!Do(Act.PassOn, Office, 3, Reasons, at => complaint.PassOn(other, at, clock)) || !Taken()) return false;
        }

        if (Chance(15) && !(Do(Act.Ask, Office, 4, Questions, at => complaint.Ask(at, clock))
            && Do(Act.Answer, Relation.Complainant, 6, Answers, at => complaint.Answer(at, clock)))) return false;
        if (Chance(30) && !Do(Act.Progress, Office, 6, Steps, at => complaint.Progress(at, clock))) return false;
        return Resolved();
    }

    private void Settled()
    {
        if (Chance(5))
        {
            if (!Do(Act.Reopen, Relation.Complainant, 5, Answers, at => complaint.Reopen(true, at, clock))) return;
            if (!Do(Act.Assign, Relation.Head, 3, [], at => complaint.Assign(officers[complaint.UnitId!.Value], at, clock)) || !Taken()
                || !Resolved()) return;
        }

        if (Chance(60) && Do(Act.Confirm, Relation.Complainant, 6, [], at => complaint.Confirm(at, clock)) && Chance(50))
            Do(Act.Rate, Relation.Complainant, 2, [], at => complaint.Rate(1 + _dice.Next(4), at, clock));
    }

    private Relation Office => complaint.Class == ComplaintClass.Supervisory ? Relation.Inspector : Relation.Officer;

    private bool Taken() => Do(Act.Take, Office, 5, [], at => complaint.Take(officers[complaint.UnitId!.Value], at, clock));

    private bool Resolved() => Do(Act.Resolve, Office, complaint.Class == ComplaintClass.Supervisory ? 50 : 16, Results,
        at => complaint.Resolve(at, clock));

    /// <summary>Does something some days later; false when that is still to come, or the clock came before.</summary>
    private bool Do(Act act, Relation by, int withinDays, string[] words, Action<DateTimeOffset> change)
    {
        var before = complaint.State;
        _at += TimeSpan.FromHours(1 + (_dice.Part() * withinDays * 24));
        if (_at > now) return false;
        Pass(_at);
        if (complaint.State != before) return false;
        var (from, unit) = (complaint.State, complaint.UnitId);
        change(_at);
        Record(act, by, from, words.Length > 0 ? words[_dice.Next(words.Length)] : null, unit);
        return true;
    }

    /// <summary>What the clock did until then.</summary>
    private void Pass(DateTimeOffset until)
    {
        while (complaint is { NextStage: { } stage, NextStageAt: { } at } && at <= until)
        {
            var (from, due) = (complaint.State, complaint.DueOn);
            var come = _at;
            _at = at > _last ? at : _last; // a date that had passed already is told when its step begins
            if (stage == Act.Close) complaint.Close(_at, clock);
            else if (stage == Act.Lapse) complaint.Lapse(_at, clock);
            else complaint.PassStage(_at, clock);
            if (stage is Act.Close or Act.Lapse) Record(stage, Relation.System, from);
            else if (FormattableString.Invariant($":{from}:{due:yyyyMMdd}:{stage}") is var occasion && _done.Add(occasion)
                && (stage, from) is not (Act.EscalateToHead, ComplaintState.Submitted))
                Record(stage, Relation.System, from, occasion: occasion);
            _at = come;
        }
    }

    private void Record(Act act, Relation by, ComplaintState from, string? words = null, int? unit = null, string? occasion = null)
    {
        var (at, to, unitTo, kind) = (_last = _at, complaint.State, complaint.UnitId, complaint.Class);
        long? official = by is Relation.Complainant or Relation.System || unitTo is not { } of ? null : officers[of];
        _history.Add(number => new ComplaintEvent
        {
            ComplaintId = number,
            At = at,
            Act = act,
            By = by,
            OfficialId = official,
            From = from,
            To = to,
            UnitFrom = unit ?? unitTo,
            UnitTo = unitTo,
            Class = kind,
            Words = words,
            Occasion = occasion is null ? null : FormattableString.Invariant($"{number}{occasion}"),
        });
    }

    private bool Chance(int percent) => _dice.Next(100) < percent;
}
