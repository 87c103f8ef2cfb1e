using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dinamis.Membership.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Imports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Department",
                table: "Partners",
                type: "TEXT",
                maxLength: 3,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsInterested",
                table: "Partners",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsPartner",
                table: "Partners",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // The facts of a body say it already; the columns are there to be searched.
            migrationBuilder.Sql("""UPDATE "Partners" SET "IsPartner" = coalesce(json_extract("Facts", '$.partner'), 0), "Department" = coalesce(json_extract("Facts", '$.department'), '')""");

            migrationBuilder.CreateTable(
                name: "PartnerImports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RelayId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Rows = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: false),
                    Counts = table.Column<string>(type: "TEXT", nullable: false),
                    UnreadColumns = table.Column<string>(type: "TEXT", nullable: false),
                    Titles = table.Column<string>(type: "TEXT", nullable: false),
                    SaysPartner = table.Column<bool>(type: "INTEGER", nullable: false),
                    SaysInterested = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerImports", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PartnerImports_CreatedAt",
                table: "PartnerImports",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_PartnerImports_RelayId_CreatedAt",
                table: "PartnerImports",
                columns: new[] { "RelayId", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PartnerImports");

            migrationBuilder.DropColumn(
                name: "Department",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "IsInterested",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "IsPartner",
                table: "Partners");
        }
    }
}
