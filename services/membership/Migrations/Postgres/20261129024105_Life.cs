using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dinamis.Membership.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Life : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "EndedAt",
                table: "Deeds",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ClockDueAt",
                table: "Adhesions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "EndNoticedAt",
                table: "Adhesions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "EndsAt",
                table: "Adhesions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SavedAt",
                table: "Adhesions",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "Until",
                table: "Adhesions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Years",
                table: "Adhesions",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Adhesions_ClockDueAt",
                table: "Adhesions",
                column: "ClockDueAt");

            // Time is counted for the files that are there too; the clock looks at each once and finds its own date.
            migrationBuilder.Sql("""UPDATE "Adhesions" SET "SavedAt" = "StateSince" """);
            migrationBuilder.Sql("""UPDATE "Adhesions" SET "ClockDueAt" = "StateSince" WHERE "State" = 'Draft' """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Adhesions_ClockDueAt",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "Deeds");

            migrationBuilder.DropColumn(
                name: "ClockDueAt",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "EndNoticedAt",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "EndsAt",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "SavedAt",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "Until",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "Years",
                table: "Adhesions");
        }
    }
}
