using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dinamis.Membership.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Life : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "EndedAt",
                table: "Deeds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ClockDueAt",
                table: "Adhesions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EndNoticedAt",
                table: "Adhesions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EndsAt",
                table: "Adhesions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SavedAt",
                table: "Adhesions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "Until",
                table: "Adhesions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Years",
                table: "Adhesions",
                type: "INTEGER",
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
