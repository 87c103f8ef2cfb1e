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
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "CodeAt",
                table: "Links",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CodeAttempts",
                table: "Links",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "CodeBy",
                table: "Links",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CodeHash",
                table: "Links",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "CodeProvenAt",
                table: "Links",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Codes",
                table: "Links",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "ConsentCodeBy",
                table: "Deeds",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

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
