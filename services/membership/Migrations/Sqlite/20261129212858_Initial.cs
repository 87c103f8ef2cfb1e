using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dinamis.Membership.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Adhesions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AmendedId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Amendment = table.Column<string>(type: "TEXT", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndNoticedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClockDueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    StateSince = table.Column<long>(type: "INTEGER", nullable: false),
                    Road = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Siren = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    OpenSiren = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    SearchKey = table.Column<string>(type: "TEXT", maxLength: 260, nullable: false),
                    RelayId = table.Column<Guid>(type: "TEXT", nullable: true),
                    MandateId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RelayDeed = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    WithActe = table.Column<bool>(type: "INTEGER", nullable: false),
                    Entity = table.Column<string>(type: "TEXT", nullable: false),
                    Sector = table.Column<string>(type: "TEXT", nullable: false),
                    Representative = table.Column<string>(type: "TEXT", nullable: false),
                    Referent = table.Column<string>(type: "TEXT", nullable: false),
                    AddressProvenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FrozenSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FrozenForms = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Texts = table.Column<string>(type: "TEXT", nullable: false),
                    SubmittedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DeedValidatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    TextsValidatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Exchanges = table.Column<string>(type: "TEXT", nullable: false),
                    Granted = table.Column<string>(type: "TEXT", nullable: false),
                    DecisionNote = table.Column<string>(type: "TEXT", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    InvitationDueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    InvitationAttempts = table.Column<int>(type: "INTEGER", nullable: false),
                    ReferentInvitedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    WarnedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ProposedDelegation = table.Column<string>(type: "TEXT", nullable: false),
                    DelegationAskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Delegation = table.Column<string>(type: "TEXT", nullable: false),
                    Departure = table.Column<string>(type: "TEXT", nullable: false),
                    ProposedEntity = table.Column<string>(type: "TEXT", nullable: false),
                    Years = table.Column<int>(type: "INTEGER", nullable: true),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ProposedRepresentative = table.Column<string>(type: "TEXT", nullable: false),
                    ProposedReferent = table.Column<string>(type: "TEXT", nullable: false),
                    ReferentSince = table.Column<long>(type: "INTEGER", nullable: true),
                    FormerReferents = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Adhesions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Attachments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SentBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    MediaType = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AdhesionId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attachments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Batches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RelayId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MandateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Sector = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Batches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cursor",
                columns: table => new
                {
                    Consumer = table.Column<string>(type: "TEXT", nullable: false),
                    Producer = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    EventId = table.Column<string>(type: "TEXT", nullable: false),
                    Tip = table.Column<long>(type: "INTEGER", nullable: false),
                    HeardAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Shape = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cursor", x => x.Consumer);
                });

            migrationBuilder.CreateTable(
                name: "DeedCounters",
                columns: table => new
                {
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeedCounters", x => x.Year);
                });

            migrationBuilder.CreateTable(
                name: "DeedFiles",
                columns: table => new
                {
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    StoredAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeedFiles", x => x.Sha256);
                });

            migrationBuilder.CreateTable(
                name: "Deeds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sealing = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SealingFor = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SealingSince = table.Column<long>(type: "INTEGER", nullable: true),
                    SealingAttempts = table.Column<int>(type: "INTEGER", nullable: false),
                    SealingFault = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SealingDueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AdhesionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RelayId = table.Column<Guid>(type: "TEXT", nullable: true),
                    MandateId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    FrozenSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    CompletedSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    CompletionDueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FrozenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ConsentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ConsentBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ConsentCodeBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SignedByMemberAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CountersignedBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    CountersignedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    InForceFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedLicences = table.Column<string>(type: "TEXT", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deeds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeedTemplates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    PublishedBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeedTemplates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "event",
                columns: table => new
                {
                    Position = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    TraceParent = table.Column<string>(type: "TEXT", nullable: true),
                    Payload = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event", x => x.Position);
                });

            migrationBuilder.CreateTable(
                name: "InstructionGroups",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Categories = table.Column<string>(type: "TEXT", nullable: false),
                    Departments = table.Column<string>(type: "TEXT", nullable: false),
                    Members = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstructionGroups", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Instructions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AssignedTo = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RoutedByHand = table.Column<bool>(type: "INTEGER", nullable: false),
                    Notes = table.Column<string>(type: "TEXT", nullable: false),
                    Checked = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Instructions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "lease",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lease", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "Links",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CodeHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    CodeAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CodeAttempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Codes = table.Column<int>(type: "INTEGER", nullable: false),
                    CodeBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    CodeProvenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    TokenHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AdhesionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpinionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Address = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    FrozenSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SupersededAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Links", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mail",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    To = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Html = table.Column<string>(type: "TEXT", nullable: false),
                    AttachmentName = table.Column<string>(type: "TEXT", nullable: true),
                    Attachment = table.Column<byte[]>(type: "BLOB", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Due = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mail", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Message = table.Column<string>(type: "TEXT", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Objections",
                columns: table => new
                {
                    RelayId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AddressHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Objections", x => new { x.RelayId, x.AddressHash });
                });

            migrationBuilder.CreateTable(
                name: "once",
                columns: table => new
                {
                    Caller = table.Column<string>(type: "TEXT", nullable: false),
                    Rpc = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    BodyHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Reply = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_once", x => new { x.Caller, x.Rpc, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "Opinions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AdhesionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Family = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Question = table.Column<string>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Comment = table.Column<string>(type: "TEXT", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Opinions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Organisations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ShortName = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Siren = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    SearchKey = table.Column<string>(type: "TEXT", maxLength: 260, nullable: false),
                    Entity = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    RepresentativeName = table.Column<string>(type: "TEXT", nullable: false),
                    RepresentativeFunction = table.Column<string>(type: "TEXT", nullable: false),
                    ActInForce = table.Column<bool>(type: "INTEGER", nullable: false),
                    Licences = table.Column<string>(type: "TEXT", nullable: false),
                    MandatesOver = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Organisations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PartnerImports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RelayId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Rows = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: false),
                    Counts = table.Column<string>(type: "TEXT", nullable: false),
                    UnreadColumns = table.Column<string>(type: "TEXT", nullable: false),
                    Titles = table.Column<string>(type: "TEXT", nullable: false),
                    SaysPartner = table.Column<bool>(type: "INTEGER", nullable: false),
                    SaysInterested = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerImports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PartnerLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    RelayId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Asks = table.Column<bool>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ObjectedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerLinks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Partners",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RelayId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Siren = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    SearchKey = table.Column<string>(type: "TEXT", maxLength: 260, nullable: false),
                    Facts = table.Column<string>(type: "TEXT", nullable: false),
                    IsPartner = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsInterested = table.Column<bool>(type: "INTEGER", nullable: false),
                    Department = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    HasBody = table.Column<bool>(type: "INTEGER", nullable: false),
                    HasPersons = table.Column<bool>(type: "INTEGER", nullable: false),
                    JudgedBy = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Partners", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReasonModels",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Label = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReasonModels", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "rights_licence",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Payload = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rights_licence", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "rights_mandate_over",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MandateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RelayId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rights_mandate_over", x => new { x.OrganisationId, x.MandateId });
                });

            migrationBuilder.CreateTable(
                name: "rights_person",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Payload = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rights_person", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "rights_role",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rights_role", x => new { x.OrganisationId, x.PersonId, x.Role });
                });

            migrationBuilder.CreateTable(
                name: "rights_standing",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Payload = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rights_standing", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "TextAcceptances",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Family = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MailDueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MailedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcceptedBy = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    AcceptedName = table.Column<string>(type: "TEXT", maxLength: 420, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TextAcceptances", x => new { x.OrganisationId, x.Family, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "Texts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Family = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Texts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AttachmentParts",
                columns: table => new
                {
                    AttachmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RelayId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LegalBasis = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    Departments = table.Column<string>(type: "TEXT", nullable: false),
                    Rights = table.Column<string>(type: "TEXT", nullable: false),
                    Officers = table.Column<string>(type: "TEXT", nullable: false),
                    Accepts = table.Column<bool>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Documents = table.Column<string>(type: "TEXT", nullable: false),
                    News = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EndToldAt = table.Column<long>(type: "INTEGER", nullable: true)
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
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    AdhesionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false)
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
                    TextId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    InForceFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Facts = table.Column<string>(type: "TEXT", nullable: false)
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
                    MandateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false)
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
