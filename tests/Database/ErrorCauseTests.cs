using Core.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Tests.Database;

/// <summary>A failure is one line with its cause, and without anybody's words.</summary>
public sealed class ErrorCauseTests
{
    [Fact]
    public void It_names_kinds_and_codes_and_no_words()
    {
        var cause = ErrorCause.Of(new DbUpdateException("kata warga", new SqliteException("SQLite Error 13: 'kata warga'.", 13)));

        cause.ShouldBe("DbUpdateException, SqliteException 13");
    }

    [Fact]
    public void It_names_places_of_ours()
    {
        var error = Should.Throw<ArgumentOutOfRangeException>(() =>
            new Core.Calendar.WorkingCalendar(Core.Calendar.Holidays.Load()).AddWorkingDays(new DateOnly(2026, 1, 1), -1));

        ErrorCause.Of(error).ShouldBe("ArgumentOutOfRangeException at Core.Calendar.WorkingCalendar.AddWorkingDays");
    }
}
