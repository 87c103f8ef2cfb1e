using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dinamis.Membership.Migrations.Postgres
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
                type: "character varying(3)",
                maxLength: 3,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsInterested",
                table: "Partners",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsPartner",
                table: "Partners",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            // The facts of a body say it already; the columns are there to be searched.
            migrationBuilder.Sql("""UPDATE "Partners" SET "IsPartner" = coalesce(("Facts"::json ->> 'partner')::boolean, false), "Department" = coalesce("Facts"::json ->> 'department', '')""");

            migrationBuilder.CreateTable(
                name: "PartnerImports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RelayId = table.Column<Guid>(type: "uuid", nullable: false),
                    FileName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    CreatedBy = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Rows = table.Column<string>(type: "text", nullable: false),
                    Before = table.Column<string>(type: "text", nullable: false),
                    Counts = table.Column<string>(type: "text", nullable: false),
                    UnreadColumns = table.Column<string>(type: "text", nullable: false),
                    Titles = table.Column<string>(type: "text", nullable: false),
                    SaysPartner = table.Column<bool>(type: "boolean", nullable: false),
                    SaysInterested = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
