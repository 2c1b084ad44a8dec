namespace Tests.Support;

/// <summary>A test of what only PostgreSQL serves, such as two processes on one database; it runs with <c>TEST_POSTGRES</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (!TestDatabase.IsPostgres) Skip = "Needs PostgreSQL: set TEST_POSTGRES.";
    }
}
