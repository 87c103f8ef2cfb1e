using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Dinamis.Catalogue.Items;

// Tables of the item store are no part of the EF model: an R*Tree and a GiST over two kinds of columns have no mapping.

[DbContext(typeof(SqliteCatalogueDb)), Migration("20261101000000_Items")]
sealed class SqliteItemTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE item (
          key INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL,
          start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, cloud REAL, gsd REAL, words TEXT NOT NULL,
          footprint BLOB, body TEXT NOT NULL, UNIQUE (collection, id));
        CREATE INDEX item_newest ON item (start_at DESC, id DESC, collection DESC);
        CREATE INDEX item_id ON item (id);
        CREATE TABLE item_part (box INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES item (key));
        CREATE INDEX item_part_item ON item_part (item);
        CREATE VIRTUAL TABLE item_box USING rtree (id, west, east, south, north, since, until);
        """);
}

[DbContext(typeof(PostgresCatalogueDb)), Migration("20261101000000_Items")]
sealed class PostgresItemTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE EXTENSION IF NOT EXISTS postgis;
        CREATE EXTENSION IF NOT EXISTS btree_gist;
        CREATE TABLE item (
          collection text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL,
          start_at bigint NOT NULL, end_at bigint NOT NULL, cloud double precision, gsd double precision, words text NOT NULL,
          footprint geometry(Geometry, 4326), body jsonb NOT NULL, PRIMARY KEY (collection, id));
        CREATE INDEX item_newest ON item (start_at DESC, id DESC, collection DESC);
        CREATE INDEX item_id ON item (id);
        CREATE INDEX item_place ON item USING gist (footprint, start_at, end_at);
        """);
}

[DbContext(typeof(SqliteCatalogueDb)), Migration("20261129000000_ItemText")]
sealed class SqliteItemText : Migration
{
    // The index keeps no text of its own; its rows follow those of the table.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE VIRTUAL TABLE item_text USING fts5 (words, content = 'item', content_rowid = 'key');
        INSERT INTO item_text (item_text) VALUES ('rebuild');
        CREATE TRIGGER item_text_added AFTER INSERT ON item BEGIN
          INSERT INTO item_text (rowid, words) VALUES (new.key, new.words);
        END;
        CREATE TRIGGER item_text_changed AFTER UPDATE OF words ON item BEGIN
          INSERT INTO item_text (item_text, rowid, words) VALUES ('delete', old.key, old.words);
          INSERT INTO item_text (rowid, words) VALUES (new.key, new.words);
        END;
        CREATE TRIGGER item_text_removed AFTER DELETE ON item BEGIN
          INSERT INTO item_text (item_text, rowid, words) VALUES ('delete', old.key, old.words);
        END;
        CREATE INDEX item_cloud ON item (cloud, id, collection);
        """);
}

[DbContext(typeof(PostgresCatalogueDb)), Migration("20261129000000_ItemText")]
sealed class PostgresItemText : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE INDEX item_text ON item USING gin (to_tsvector('simple', words));
        CREATE INDEX item_cloud ON item (cloud, id, collection);
        """);
}

/// <summary>
/// What the scenes of a collection have had values of, and which scene named which as its predecessor: rows are added and not taken out, so that
/// writing a scene looks nothing up. Links to a licence name its page, to which the version is written when they are sent.
/// </summary>
static class ItemNotes
{
    public const string Tables =
        """
        CREATE TABLE item_queryable (collection text NOT NULL, name text NOT NULL, PRIMARY KEY (collection, name));
        CREATE TABLE item_predecessor (
          before_id text NOT NULL, before_collection text NOT NULL, id text NOT NULL, collection text NOT NULL,
          PRIMARY KEY (before_id, before_collection, id, collection));
        """;

    // Names as they were on the day of this migration.
    public const string Known =
        """
        ('eo:cloud_cover'), ('eo:snow_cover'), ('gsd'), ('platform'), ('constellation'), ('instruments'), ('view:incidence_angle'), ('view:off_nadir'),
        ('view:azimuth'), ('view:sun_azimuth'), ('view:sun_elevation'), ('sat:orbit_state'), ('sat:relative_orbit'), ('proj:code'), ('processing:level')
        """;
}

[DbContext(typeof(SqliteCatalogueDb)), Migration("20261129100000_ItemNotes")]
sealed class SqliteItemNotes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(ItemNotes.Tables +
        $"""
         INSERT INTO item_queryable (collection, name)
         SELECT DISTINCT collection, name FROM item, (SELECT column1 AS name FROM (VALUES {ItemNotes.Known})) WHERE json_extract(body, '$.properties."' || name || '"') IS NOT NULL;
         UPDATE item SET body = replace(body, 'https://origin.invalid/api/membership/v1/licences#', 'https://origin.invalid/licences/') WHERE instr(body, '/v1/licences#') > 0;
         """);
}

[DbContext(typeof(PostgresCatalogueDb)), Migration("20261129100000_ItemNotes")]
sealed class PostgresItemNotes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(ItemNotes.Tables.Replace("text NOT NULL", "text COLLATE \"C\" NOT NULL", StringComparison.Ordinal) +
        $"""
         INSERT INTO item_queryable (collection, name)
         SELECT DISTINCT collection, name FROM item, (VALUES {ItemNotes.Known}) AS known (name) WHERE jsonb_typeof(body->'properties'->name) <> 'null';
         UPDATE item SET body = replace(body::text, 'https://origin.invalid/api/membership/v1/licences#', 'https://origin.invalid/licences/')::jsonb
         WHERE strpos(body::text, '/v1/licences#') > 0;
         """);
}
