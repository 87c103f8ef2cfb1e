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
            migrationBuilder.AddColumn<long>(
                name: "CodeAt",
                table: "Links",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CodeAttempts",
                table: "Links",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "CodeBy",
                table: "Links",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CodeHash",
                table: "Links",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "CodeProvenAt",
                table: "Links",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Codes",
                table: "Links",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "ConsentCodeBy",
                table: "Deeds",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

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
                name: "CodeAt",
                table: "Links");

            migrationBuilder.DropColumn(
                name: "CodeAttempts",
                table: "Links");

            migrationBuilder.DropColumn(
                name: "CodeBy",
                table: "Links");

            migrationBuilder.DropColumn(
                name: "CodeHash",
                table: "Links");

            migrationBuilder.DropColumn(
                name: "CodeProvenAt",
                table: "Links");

            migrationBuilder.DropColumn(
                name: "Codes",
                table: "Links");

            migrationBuilder.DropColumn(
                name: "ConsentCodeBy",
                table: "Deeds");

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
