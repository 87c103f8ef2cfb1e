using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dinamis.Catalogue.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RasterFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Facts",
                table: "file",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Facts",
                table: "asset",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Facts",
                table: "file");

            migrationBuilder.DropColumn(
                name: "Facts",
                table: "asset");
        }
    }
}
