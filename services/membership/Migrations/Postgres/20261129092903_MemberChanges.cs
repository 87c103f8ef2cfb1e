using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dinamis.Membership.Migrations.Postgres
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
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "ProposedEntity",
                table: "Adhesions",
                type: "text",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<string>(
                name: "ProposedReferent",
                table: "Adhesions",
                type: "text",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ReferentSince",
                table: "Adhesions",
                type: "timestamp with time zone",
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
