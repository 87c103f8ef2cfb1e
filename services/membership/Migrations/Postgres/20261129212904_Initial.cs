using Dinamis.Storage;
using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dinamis.Membership.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateEventPosition();

            migrationBuilder.CreateTable(
                name: "Adhesions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AmendedId = table.Column<Guid>(type: "uuid", nullable: true),
                    Amendment = table.Column<string>(type: "text", nullable: false),
                    SavedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndNoticedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ClockDueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    StateSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Road = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Siren = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    OpenSiren = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    SearchKey = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    RelayId = table.Column<Guid>(type: "uuid", nullable: true),
                    MandateId = table.Column<Guid>(type: "uuid", nullable: true),
                    RelayDeed = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    WithActe = table.Column<bool>(type: "boolean", nullable: false),
                    Entity = table.Column<string>(type: "text", nullable: false),
                    Sector = table.Column<string>(type: "text", nullable: false),
                    Representative = table.Column<string>(type: "text", nullable: false),
                    Referent = table.Column<string>(type: "text", nullable: false),
                    AddressProvenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FrozenSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    FrozenForms = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Texts = table.Column<string>(type: "text", nullable: false),
                    SubmittedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DeedValidatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    TextsValidatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Exchanges = table.Column<string>(type: "text", nullable: false),
                    Granted = table.Column<string>(type: "text", nullable: false),
                    DecisionNote = table.Column<string>(type: "text", nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DecidedBy = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    InvitationDueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    InvitationAttempts = table.Column<int>(type: "integer", nullable: false),
                    ReferentInvitedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    WarnedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ProposedDelegation = table.Column<string>(type: "text", nullable: false),
                    DelegationAskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Delegation = table.Column<string>(type: "text", nullable: false),
                    Departure = table.Column<string>(type: "text", nullable: false),
                    ProposedEntity = table.Column<string>(type: "text", nullable: false),
                    Years = table.Column<int>(type: "integer", nullable: true),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndsAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ProposedRepresentative = table.Column<string>(type: "text", nullable: false),
                    ProposedReferent = table.Column<string>(type: "text", nullable: false),
                    ReferentSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FormerReferents = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Adhesions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Attachments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SentBy = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    MediaType = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    AdhesionId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attachments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Batches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RelayId = table.Column<Guid>(type: "uuid", nullable: false),
                    MandateId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CreatedBy = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ConfirmedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Sector = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Batches", x => x.Id);
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
                name: "DeedCounters",
                columns: table => new
                {
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeedCounters", x => x.Year);
                });

            migrationBuilder.CreateTable(
                name: "DeedFiles",
                columns: table => new
                {
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    StoredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeedFiles", x => x.Sha256);
                });

            migrationBuilder.CreateTable(
                name: "Deeds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Sealing = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SealingFor = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SealingSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SealingAttempts = table.Column<int>(type: "integer", nullable: false),
                    SealingFault = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SealingDueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AdhesionId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    RelayId = table.Column<Guid>(type: "uuid", nullable: true),
                    MandateId = table.Column<Guid>(type: "uuid", nullable: true),
                    Content = table.Column<string>(type: "text", nullable: false),
                    FrozenSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CompletedSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CompletionDueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FrozenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ConsentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ConsentBy = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ConsentCodeBy = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SignedByMemberAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    CountersignedBy = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CountersignedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    InForceFrom = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DecidedLicences = table.Column<string>(type: "text", nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deeds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeedTemplates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    PublishedBy = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PublishedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeedTemplates", x => x.Id);
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
                name: "InstructionGroups",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Categories = table.Column<string>(type: "text", nullable: false),
                    Departments = table.Column<string>(type: "text", nullable: false),
                    Members = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstructionGroups", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Instructions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    AssignedTo = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    GroupId = table.Column<Guid>(type: "uuid", nullable: true),
                    RoutedByHand = table.Column<bool>(type: "boolean", nullable: false),
                    Notes = table.Column<string>(type: "text", nullable: false),
                    Checked = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Instructions", x => x.Id);
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
                name: "Links",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CodeHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CodeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    CodeAttempts = table.Column<int>(type: "integer", nullable: false),
                    Codes = table.Column<int>(type: "integer", nullable: false),
                    CodeBy = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CodeProvenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    TokenHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    AdhesionId = table.Column<Guid>(type: "uuid", nullable: false),
                    OpinionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    FrozenSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SupersededAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Links", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mail",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    To = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Html = table.Column<string>(type: "text", nullable: false),
                    AttachmentName = table.Column<string>(type: "text", nullable: true),
                    Attachment = table.Column<byte[]>(type: "bytea", nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mail", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Message = table.Column<string>(type: "text", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Objections",
                columns: table => new
                {
                    RelayId = table.Column<Guid>(type: "uuid", nullable: false),
                    AddressHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Objections", x => new { x.RelayId, x.AddressHash });
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
                name: "Opinions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AdhesionId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Family = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Question = table.Column<string>(type: "text", nullable: false),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AskedBy = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Comment = table.Column<string>(type: "text", nullable: false),
                    AnsweredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RevokedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Opinions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Organisations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ShortName = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Siren = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    SearchKey = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    Entity = table.Column<string>(type: "text", nullable: false),
                    Address = table.Column<string>(type: "text", nullable: false),
                    RepresentativeName = table.Column<string>(type: "text", nullable: false),
                    RepresentativeFunction = table.Column<string>(type: "text", nullable: false),
                    ActInForce = table.Column<bool>(type: "boolean", nullable: false),
                    Licences = table.Column<string>(type: "text", nullable: false),
                    MandatesOver = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Organisations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PartnerImports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RelayId = table.Column<Guid>(type: "uuid", nullable: false),
                    FileName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    CreatedBy = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Rows = table.Column<string>(type: "text", nullable: false),
                    Before = table.Column<string>(type: "text", nullable: false),
                    Counts = table.Column<string>(type: "text", nullable: false),
                    UnreadColumns = table.Column<string>(type: "text", nullable: false),
                    Titles = table.Column<string>(type: "text", nullable: false),
                    SaysPartner = table.Column<bool>(type: "boolean", nullable: false),
                    SaysInterested = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerImports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PartnerLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TokenHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    RelayId = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Asks = table.Column<bool>(type: "boolean", nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AnsweredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ObjectedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerLinks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Partners",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RelayId = table.Column<Guid>(type: "uuid", nullable: false),
                    Siren = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    SearchKey = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    Facts = table.Column<string>(type: "text", nullable: false),
                    IsPartner = table.Column<bool>(type: "boolean", nullable: false),
                    IsInterested = table.Column<bool>(type: "boolean", nullable: false),
                    Department = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    HasBody = table.Column<bool>(type: "boolean", nullable: false),
                    HasPersons = table.Column<bool>(type: "boolean", nullable: false),
                    JudgedBy = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Partners", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReasonModels",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Label = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    RemovedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReasonModels", x => x.Id);
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
                name: "TextAcceptances",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Family = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    MailDueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    MailedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AcceptedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AcceptedBy = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    AcceptedName = table.Column<string>(type: "character varying(420)", maxLength: 420, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TextAcceptances", x => new { x.OrganisationId, x.Family, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "Texts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Family = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Texts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AttachmentParts",
                columns: table => new
                {
                    AttachmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AttachmentParts", x => new { x.AttachmentId, x.Number });
                    table.ForeignKey(
                        name: "FK_AttachmentParts_Attachments_AttachmentId",
                        column: x => x.AttachmentId,
                        principalTable: "Attachments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Mandate",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RelayId = table.Column<Guid>(type: "uuid", nullable: false),
                    LegalBasis = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Departments = table.Column<string>(type: "text", nullable: false),
                    Rights = table.Column<string>(type: "text", nullable: false),
                    Officers = table.Column<string>(type: "text", nullable: false),
                    Accepts = table.Column<bool>(type: "boolean", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Documents = table.Column<string>(type: "text", nullable: false),
                    News = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    EndToldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mandate", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Mandate_Organisations_RelayId",
                        column: x => x.RelayId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BatchLines",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    AdhesionId = table.Column<Guid>(type: "uuid", nullable: true),
                    DoneAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BatchLines", x => new { x.BatchId, x.PartnerId });
                    table.ForeignKey(
                        name: "FK_BatchLines_Batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "Batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_BatchLines_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TextVersion",
                columns: table => new
                {
                    TextId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    InForceFrom = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Facts = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TextVersion", x => new { x.TextId, x.Number });
                    table.ForeignKey(
                        name: "FK_TextVersion_Texts_TextId",
                        column: x => x.TextId,
                        principalTable: "Texts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MandateFiles",
                columns: table => new
                {
                    MandateId = table.Column<Guid>(type: "uuid", nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    AddedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MandateFiles", x => new { x.MandateId, x.Sha256 });
                    table.ForeignKey(
                        name: "FK_MandateFiles_Mandate_MandateId",
                        column: x => x.MandateId,
                        principalTable: "Mandate",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Adhesions_ClockDueAt",
                table: "Adhesions",
                column: "ClockDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Adhesions_DelegationAskedAt",
                table: "Adhesions",
                column: "DelegationAskedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Adhesions_InvitationDueAt",
                table: "Adhesions",
                column: "InvitationDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Adhesions_OpenSiren",
                table: "Adhesions",
                column: "OpenSiren",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Adhesions_OrganisationId",
                table: "Adhesions",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_Adhesions_RelayId_Siren",
                table: "Adhesions",
                columns: new[] { "RelayId", "Siren" });

            migrationBuilder.CreateIndex(
                name: "IX_Adhesions_Siren",
                table: "Adhesions",
                column: "Siren");

            migrationBuilder.CreateIndex(
                name: "IX_Adhesions_State_StateSince",
                table: "Adhesions",
                columns: new[] { "State", "StateSince" });

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_AdhesionId_SentAt",
                table: "Attachments",
                columns: new[] { "AdhesionId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_SentBy_SentAt",
                table: "Attachments",
                columns: new[] { "SentBy", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Batches_RelayId_CreatedAt",
                table: "Batches",
                columns: new[] { "RelayId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_BatchLines_PartnerId",
                table: "BatchLines",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_BatchLines_State_DueAt",
                table: "BatchLines",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DeedFiles_Number",
                table: "DeedFiles",
                column: "Number");

            migrationBuilder.CreateIndex(
                name: "IX_Deeds_AdhesionId",
                table: "Deeds",
                column: "AdhesionId");

            migrationBuilder.CreateIndex(
                name: "IX_Deeds_CompletionDueAt",
                table: "Deeds",
                column: "CompletionDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Deeds_Number",
                table: "Deeds",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Deeds_OrganisationId",
                table: "Deeds",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_Deeds_SealingDueAt",
                table: "Deeds",
                column: "SealingDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_DeedTemplates_Kind_Number",
                table: "DeedTemplates",
                columns: new[] { "Kind", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Instructions_AssignedTo",
                table: "Instructions",
                column: "AssignedTo");

            migrationBuilder.CreateIndex(
                name: "IX_Instructions_GroupId",
                table: "Instructions",
                column: "GroupId");

            migrationBuilder.CreateIndex(
                name: "IX_Links_Address_SentAt",
                table: "Links",
                columns: new[] { "Address", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Links_AdhesionId",
                table: "Links",
                column: "AdhesionId");

            migrationBuilder.CreateIndex(
                name: "IX_Links_TokenHash",
                table: "Links",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_mail_Due",
                table: "mail",
                column: "Due");

            migrationBuilder.CreateIndex(
                name: "IX_Mandate_RelayId",
                table: "Mandate",
                column: "RelayId");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_DueAt",
                table: "Notices",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_once_At",
                table: "once",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Opinions_AdhesionId",
                table: "Opinions",
                column: "AdhesionId");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Siren",
                table: "Organisations",
                column: "Siren");

            migrationBuilder.CreateIndex(
                name: "IX_PartnerImports_CreatedAt",
                table: "PartnerImports",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_PartnerImports_RelayId_CreatedAt",
                table: "PartnerImports",
                columns: new[] { "RelayId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PartnerLinks_PartnerId",
                table: "PartnerLinks",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_PartnerLinks_RelayId_Address",
                table: "PartnerLinks",
                columns: new[] { "RelayId", "Address" });

            migrationBuilder.CreateIndex(
                name: "IX_PartnerLinks_TokenHash",
                table: "PartnerLinks",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Partners_JudgedBy",
                table: "Partners",
                column: "JudgedBy");

            migrationBuilder.CreateIndex(
                name: "IX_Partners_RelayId_Siren",
                table: "Partners",
                columns: new[] { "RelayId", "Siren" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReasonModels_Kind",
                table: "ReasonModels",
                column: "Kind");

            migrationBuilder.CreateIndex(
                name: "IX_rights_mandate_over_RelayId",
                table: "rights_mandate_over",
                column: "RelayId");

            migrationBuilder.CreateIndex(
                name: "IX_rights_role_PersonId",
                table: "rights_role",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_TextAcceptances_Family_Number_AcceptedAt",
                table: "TextAcceptances",
                columns: new[] { "Family", "Number", "AcceptedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TextAcceptances_MailDueAt",
                table: "TextAcceptances",
                column: "MailDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Texts_Family",
                table: "Texts",
                column: "Family",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Adhesions");

            migrationBuilder.DropTable(
                name: "AttachmentParts");

            migrationBuilder.DropTable(
                name: "BatchLines");

            migrationBuilder.DropTable(
                name: "cursor");

            migrationBuilder.DropTable(
                name: "DeedCounters");

            migrationBuilder.DropTable(
                name: "DeedFiles");

            migrationBuilder.DropTable(
                name: "Deeds");

            migrationBuilder.DropTable(
                name: "DeedTemplates");

            migrationBuilder.DropTable(
                name: "event");

            migrationBuilder.DropTable(
                name: "InstructionGroups");

            migrationBuilder.DropTable(
                name: "Instructions");

            migrationBuilder.DropTable(
                name: "lease");

            migrationBuilder.DropTable(
                name: "Links");

            migrationBuilder.DropTable(
                name: "mail");

            migrationBuilder.DropTable(
                name: "MandateFiles");

            migrationBuilder.DropTable(
                name: "Notices");

            migrationBuilder.DropTable(
                name: "Objections");

            migrationBuilder.DropTable(
                name: "once");

            migrationBuilder.DropTable(
                name: "Opinions");

            migrationBuilder.DropTable(
                name: "PartnerImports");

            migrationBuilder.DropTable(
                name: "PartnerLinks");

            migrationBuilder.DropTable(
                name: "ReasonModels");

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
                name: "TextAcceptances");

            migrationBuilder.DropTable(
                name: "TextVersion");

            migrationBuilder.DropTable(
                name: "Attachments");

            migrationBuilder.DropTable(
                name: "Batches");

            migrationBuilder.DropTable(
                name: "Partners");

            migrationBuilder.DropTable(
                name: "Mandate");

            migrationBuilder.DropTable(
                name: "Texts");

            migrationBuilder.DropTable(
                name: "Organisations");
        }
    }
}
