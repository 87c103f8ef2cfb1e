using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dinamis.Catalogue.Migrations.Postgres
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
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Facts",
                table: "asset",
                type: "text",
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
