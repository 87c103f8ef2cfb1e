using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dinamis.Membership.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MemberChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FormerReferents",
                table: "Adhesions",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "ProposedEntity",
                table: "Adhesions",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<string>(
                name: "ProposedReferent",
                table: "Adhesions",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<long>(
                name: "ReferentSince",
                table: "Adhesions",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "FormerReferents",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "ProposedEntity",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "ProposedReferent",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "ReferentSince",
                table: "Adhesions");
        }
    }
}
