using Dinamis.Storage;
using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Dinamis.Activity.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateEventPosition();

            migrationBuilder.CreateTable(
                name: "active_person",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_active_person", x => new { x.OrganisationId, x.Month, x.PersonId });
                });

            migrationBuilder.CreateTable(
                name: "cursor",
                columns: table => new
                {
                    Consumer = table.Column<string>(type: "text", nullable: false),
                    Producer = table.Column<string>(type: "text", nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    EventId = table.Column<string>(type: "text", nullable: false),
                    Tip = table.Column<long>(type: "bigint", nullable: false),
                    HeardAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Shape = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cursor", x => x.Consumer);
                });

            migrationBuilder.CreateTable(
                name: "download_fact",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Collection = table.Column<string>(type: "text", nullable: false),
                    Item = table.Column<string>(type: "text", nullable: false),
                    Purpose = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AreaM2 = table.Column<double>(type: "double precision", nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_download_fact", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "event",
                columns: table => new
                {
                    Position = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "next_event_position()"),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    TraceParent = table.Column<string>(type: "text", nullable: true),
                    Payload = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event", x => x.Position);
                });

            migrationBuilder.CreateTable(
                name: "experience",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AuthorId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Audience = table.Column<int>(type: "integer", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Theme = table.Column<string>(type: "text", nullable: false),
                    Tools = table.Column<string>(type: "text", nullable: false),
                    PictureSha256 = table.Column<string>(type: "text", nullable: false),
                    PictureAlt = table.Column<string>(type: "text", nullable: false),
                    SearchKey = table.Column<string>(type: "text", nullable: false),
                    SubmittedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experience", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "journal_chain",
                columns: table => new
                {
                    Producer = table.Column<string>(type: "text", nullable: false),
                    Count = table.Column<long>(type: "bigint", nullable: false),
                    LastHash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_chain", x => x.Producer);
                });

            migrationBuilder.CreateTable(
                name: "journal_entry",
                columns: table => new
                {
                    Producer = table.Column<string>(type: "text", nullable: false),
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Verb = table.Column<string>(type: "text", nullable: false),
                    ActorId = table.Column<string>(type: "text", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: true),
                    RelayId = table.Column<Guid>(type: "uuid", nullable: true),
                    MandateId = table.Column<Guid>(type: "uuid", nullable: true),
                    ObjectType = table.Column<string>(type: "text", nullable: false),
                    ObjectId = table.Column<string>(type: "text", nullable: false),
                    ObjectVersion = table.Column<long>(type: "bigint", nullable: false),
                    Facts = table.Column<string>(type: "text", nullable: false),
                    Digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    Previous = table.Column<byte[]>(type: "bytea", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_entry", x => new { x.Producer, x.Seq });
                });

            migrationBuilder.CreateTable(
                name: "journal_seal",
                columns: table => new
                {
                    Day = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Content = table.Column<string>(type: "text", nullable: false),
                    Token = table.Column<byte[]>(type: "bytea", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_seal", x => x.Day);
                });

            migrationBuilder.CreateTable(
                name: "lease",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false),
                    Owner = table.Column<string>(type: "text", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lease", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "once",
                columns: table => new
                {
                    Caller = table.Column<string>(type: "text", nullable: false),
                    Rpc = table.Column<string>(type: "text", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false),
                    BodyHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Reply = table.Column<byte[]>(type: "bytea", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_once", x => new { x.Caller, x.Rpc, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "picture",
                columns: table => new
                {
                    Sha256 = table.Column<string>(type: "text", nullable: false),
                    SentBy = table.Column<Guid>(type: "uuid", nullable: false),
                    MediaType = table.Column<string>(type: "text", nullable: false),
                    Width = table.Column<int>(type: "integer", nullable: false),
                    Height = table.Column<int>(type: "integer", nullable: false),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_picture", x => new { x.Sha256, x.SentBy });
                });

            migrationBuilder.CreateTable(
                name: "rights_licence",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Payload = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rights_licence", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "rights_mandate_over",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    MandateId = table.Column<Guid>(type: "uuid", nullable: false),
                    RelayId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rights_mandate_over", x => new { x.OrganisationId, x.MandateId });
                });

            migrationBuilder.CreateTable(
                name: "rights_person",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Payload = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rights_person", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "rights_role",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rights_role", x => new { x.OrganisationId, x.PersonId, x.Role });
                });

            migrationBuilder.CreateTable(
                name: "rights_standing",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Payload = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rights_standing", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "use_day",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    Downloads = table.Column<long>(type: "bigint", nullable: false),
                    AreaM2 = table.Column<double>(type: "double precision", nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_use_day", x => new { x.OrganisationId, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "experience_scene",
                columns: table => new
                {
                    ExperienceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Rank = table.Column<int>(type: "integer", nullable: false),
                    Collection = table.Column<string>(type: "text", nullable: false),
                    Item = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experience_scene", x => new { x.ExperienceId, x.Rank });
                    table.ForeignKey(
                        name: "FK_experience_scene_experience_ExperienceId",
                        column: x => x.ExperienceId,
                        principalTable: "experience",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_download_fact_OrganisationId_At",
                table: "download_fact",
                columns: new[] { "OrganisationId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_experience_AuthorId",
                table: "experience",
                column: "AuthorId");

            migrationBuilder.CreateIndex(
                name: "IX_experience_PictureSha256",
                table: "experience",
                column: "PictureSha256");

            migrationBuilder.CreateIndex(
                name: "IX_experience_State_SubmittedAt",
                table: "experience",
                columns: new[] { "State", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_journal_entry_EventId",
                table: "journal_entry",
                column: "EventId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journal_entry_OrganisationId_At",
                table: "journal_entry",
                columns: new[] { "OrganisationId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_once_At",
                table: "once",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_picture_SentBy_SentAt",
                table: "picture",
                columns: new[] { "SentBy", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_rights_mandate_over_RelayId",
                table: "rights_mandate_over",
                column: "RelayId");

            migrationBuilder.CreateIndex(
                name: "IX_rights_role_PersonId",
                table: "rights_role",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_use_day_OrganisationId_Month",
                table: "use_day",
                columns: new[] { "OrganisationId", "Month" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "active_person");

            migrationBuilder.DropTable(
                name: "cursor");

            migrationBuilder.DropTable(
                name: "download_fact");

            migrationBuilder.DropTable(
                name: "event");

            migrationBuilder.DropTable(
                name: "experience_scene");

            migrationBuilder.DropTable(
                name: "journal_chain");

            migrationBuilder.DropTable(
                name: "journal_entry");

            migrationBuilder.DropTable(
                name: "journal_seal");

            migrationBuilder.DropTable(
                name: "lease");

            migrationBuilder.DropTable(
                name: "once");

            migrationBuilder.DropTable(
                name: "picture");

            migrationBuilder.DropTable(
                name: "rights_licence");

            migrationBuilder.DropTable(
                name: "rights_mandate_over");

            migrationBuilder.DropTable(
                name: "rights_person");

            migrationBuilder.DropTable(
                name: "rights_role");

            migrationBuilder.DropTable(
                name: "rights_standing");

            migrationBuilder.DropTable(
                name: "use_day");

            migrationBuilder.DropTable(
                name: "experience");
        }
    }
}
