using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dinamis.Membership.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Delegation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "AmendedId",
                table: "Adhesions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Amendment",
                table: "Adhesions",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<string>(
                name: "Delegation",
                table: "Adhesions",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<long>(
                name: "DelegationAskedAt",
                table: "Adhesions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProposedDelegation",
                table: "Adhesions",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.CreateIndex(
                name: "IX_Adhesions_DelegationAskedAt",
                table: "Adhesions",
                column: "DelegationAskedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Adhesions_DelegationAskedAt",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "AmendedId",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "Amendment",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "Delegation",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "DelegationAskedAt",
                table: "Adhesions");

            migrationBuilder.DropColumn(
                name: "ProposedDelegation",
                table: "Adhesions");
        }
    }
}
