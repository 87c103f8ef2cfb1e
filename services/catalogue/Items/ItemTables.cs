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
