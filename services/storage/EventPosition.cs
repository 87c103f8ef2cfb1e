using Microsoft.EntityFrameworkCore.Migrations;

namespace Dinamis.Storage;

/// <summary>
/// Positions in commit order on PostgreSQL: the column's default takes an advisory lock, held until the commit, before it takes the
/// next number. Events are inserted last, so the lock is held for the commit alone. (A transaction horizon would be shared by the
/// whole cluster, stall on any open writer and die on restore.)
/// </summary>
public static class EventPosition
{
    /// <summary>First line of the first migration's Up, on PostgreSQL.</summary>
    public static void CreateEventPosition(this MigrationBuilder migration) => migration.Sql(
        """
        CREATE SEQUENCE event_position;
        CREATE FUNCTION next_event_position() RETURNS bigint LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_advisory_xact_lock(8317466500);
          RETURN nextval('event_position');
        END $$;
        """);
}
