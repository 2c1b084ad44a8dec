using System.Reflection;
using Core.Persistence;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Bot.Database.Migrations;

/// <summary>
/// A step of the schema as two SQL files beside this one, <c>NAME.sqlite.sql</c> and <c>NAME.postgres.sql</c>. A new step is two
/// files and one line below; a released step never changes.
/// </summary>
public abstract class SqlMigration(string name) : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Read(migrationBuilder.ActiveProvider!));

    private string Read(string provider)
    {
        var vendor = provider.EndsWith("Sqlite", StringComparison.Ordinal) ? "sqlite" : "postgres";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Bot.Database.Migrations.{name}.{vendor}.sql")
            ?? throw new InvalidOperationException($"The migration {name} has no SQL for {vendor}.");
        return new StreamReader(stream).ReadToEnd();
    }
}

[DbContext(typeof(AppDb)), Migration("0001-initial")]
public sealed class M0001() : SqlMigration("0001-initial");

[DbContext(typeof(AppDb)), Migration("0002-complaints")]
public sealed class M0002() : SqlMigration("0002-complaints");

[DbContext(typeof(AppDb)), Migration("0003-asn")]
public sealed class M0003() : SqlMigration("0003-asn");

[DbContext(typeof(AppDb)), Migration("0005-shown-menus")]
public sealed class M0005() : SqlMigration("0005-shown-menus");

[DbContext(typeof(AppDb)), Migration("0004-statistics")]
public sealed class M0004() : SqlMigration("0004-statistics");

/// <summary>Which process fetches an attachment, and an index for the public numbers about complaints.</summary>
[DbContext(typeof(AppDb)), Migration("0006-complaint-claims-and-figures")]
public sealed class M0006() : SqlMigration("0006-complaint-claims-and-figures");

/// <summary>Indexes for figures, and who asked for a link of a chat.</summary>
[DbContext(typeof(AppDb)), Migration("0007-figures")]
public sealed class M0007() : SqlMigration("0007-figures");

/// <summary>Whether a message waits for an open dialog to end.</summary>
[DbContext(typeof(AppDb)), Migration("0008-waiting-for-talks")]
public sealed class M0008() : SqlMigration("0008-waiting-for-talks");

/// <summary>How many ratings one account gave a unit in a month.</summary>
[DbContext(typeof(AppDb)), Migration("0009-rater-counts")]
public sealed class M0009() : SqlMigration("0009-rater-counts");

/// <summary>Which processes send side by side, so that they share the platform's rate.</summary>
[DbContext(typeof(AppDb)), Migration("0010-workers")]
public sealed class M0010() : SqlMigration("0010-workers");

/// <summary>Which dialog is open, whose a message is until its owner lets go or dies, and which key the installation was begun with.</summary>
[DbContext(typeof(AppDb)), Migration("20261126090000_flow")]
public sealed class M20261126090000() : SqlMigration("20261126090000_flow");
