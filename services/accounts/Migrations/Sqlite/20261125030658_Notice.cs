using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dinamis.Accounts.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Notice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ToldKnownAt",
                table: "person",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ToldKnownAt",
                table: "person");
        }
    }
}
