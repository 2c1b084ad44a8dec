using System.Reflection;
using Core.Persistence;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Bot.Database.Migrations;

/// <summary>
/// A step of the schema as two SQL files beside this one, <c>ID.sqlite.sql</c> and <c>ID.postgres.sql</c>, where the id is
/// <c>yyyyMMddHHmmss_name</c>. A new step is two files and one class below; a released step never changes.
/// </summary>
internal abstract class SqlMigration : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Read(migrationBuilder.ActiveProvider!));

    private string Read(string provider)
    {
        var id = GetType().GetCustomAttribute<MigrationAttribute>()!.Id;
        var vendor = provider.EndsWith("Sqlite", StringComparison.Ordinal) ? "sqlite" : "postgres";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Bot.Database.Migrations.{id}.{vendor}.sql")
            ?? throw new InvalidOperationException($"The migration {id} has no SQL for {vendor}.");
        return new StreamReader(stream).ReadToEnd();
    }
}

/// <summary>Every table as it was at the first release.</summary>
[DbContext(typeof(AppDb)), Migration("20261126000000_initial")]
internal sealed class Initial : SqlMigration;

/// <summary>What a unit and its services tell of themselves: where, when, what it takes and costs.</summary>
[DbContext(typeof(AppDb)), Migration("20261126100100_words")]
internal sealed class Words : SqlMigration;

/// <summary>A mark for triage where one account files much at once, and the name of a file until it is kept.</summary>
[DbContext(typeof(AppDb)), Migration("20261126100200_filing")]
internal sealed class Filing : SqlMigration;

/// <summary>What updates looked like that could not be read.</summary>
[DbContext(typeof(AppDb)), Migration("20261126100500_promises")]
internal sealed class Promises : SqlMigration;

/// <summary>The desk of those who handle complaints.</summary>
[DbContext(typeof(AppDb)), Migration("20261126100600_desk")]
internal sealed class Desk : SqlMigration;

/// <summary>More addresses of a person on their channel.</summary>
[DbContext(typeof(AppDb)), Migration("20261126110000_addresses")]
internal sealed class Addresses : SqlMigration;

/// <summary>How people who complained in a browser hear of news.</summary>
[DbContext(typeof(AppDb)), Migration("20261126110100_news")]
internal sealed class News : SqlMigration;

/// <summary>The desk in a browser, and the words that it finds complaints by.</summary>
[DbContext(typeof(AppDb)), Migration("20261126110200_meja")]
internal sealed class Meja : SqlMigration;

/// <summary>What the service notes about itself: alarms, backups, days off that were brought in.</summary>
[DbContext(typeof(AppDb)), Migration("20261126110300_system")]
internal sealed class SystemState : SqlMigration;

/// <summary>How a plan ended, what a report may assert, and what left-out ratings had in common.</summary>
[DbContext(typeof(AppDb)), Migration("20261126110400_papers")]
internal sealed class Papers : SqlMigration;

/// <summary>What an office writes into its reports, and who signs them.</summary>
[DbContext(typeof(AppDb)), Migration("20261126120000_report")]
internal sealed class Report : SqlMigration;

/// <summary>What a reminder said, how far reminders gave way to silence, what a team practises, who read announcements.</summary>
[DbContext(typeof(AppDb)), Migration("20261126120100_reminder")]
internal sealed class RemindersSaid : SqlMigration;

/// <summary>Questionnaires on paper, and files that administrators send to be read.</summary>
[DbContext(typeof(AppDb)), Migration("20261126120200_paper")]
internal sealed class OnPaper : SqlMigration;

/// <summary>Units that stand above others.</summary>
[DbContext(typeof(AppDb)), Migration("20261126130100_tree")]
internal sealed class Tree : SqlMigration;

/// <summary>Complaints that are given to SP4N-LAPOR! too, and evidence that waits at the desk.</summary>
[DbContext(typeof(AppDb)), Migration("20261126130400_sp4n")]
internal sealed class Sp4n : SqlMigration;

/// <summary>Flagged ratings decided one by one, chats that are linked from outside, and files of announcements.</summary>
[DbContext(typeof(AppDb)), Migration("20261126130200_post")]
internal sealed class Post : SqlMigration;

/// <summary>The desk's index knows what a second person must look at.</summary>
[DbContext(typeof(AppDb)), Migration("20261127170000_eyes")]
internal sealed class Eyes : SqlMigration;
