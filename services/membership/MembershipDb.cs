using Dinamis.Mail;
using Dinamis.Membership.Adhesions;
using Dinamis.Membership.Attachments;
using Dinamis.Membership.Batches;
using Dinamis.Membership.Imports;
using Dinamis.Membership.Instruction;
using Dinamis.Membership.Links;
using Dinamis.Membership.Notices;
using Dinamis.Membership.Opinions;
using Dinamis.Membership.Organisations;
using Dinamis.Membership.Partners;
using Dinamis.Membership.Register;
using Dinamis.Membership.Templates;
using Dinamis.Membership.Texts;
using Dinamis.Rights;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.Membership;

abstract class MembershipDb(DbContextOptions options) : StoreDb(options)
{
    public DbSet<Adhesion> Adhesions => Set<Adhesion>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<AttachmentPart> AttachmentParts => Set<AttachmentPart>();
    public DbSet<FileInstruction> Instructions => Set<FileInstruction>();
    public DbSet<InstructionGroup> InstructionGroups => Set<InstructionGroup>();
    public DbSet<ReasonModel> ReasonModels => Set<ReasonModel>();
    public DbSet<Deed> Deeds => Set<Deed>();
    public DbSet<DeedFile> DeedFiles => Set<DeedFile>();
    public DbSet<DeedCounter> DeedCounters => Set<DeedCounter>();
    public DbSet<DeedTemplate> DeedTemplates => Set<DeedTemplate>();
    public DbSet<Opinion> Opinions => Set<Opinion>();
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Partner> Partners => Set<Partner>();
    public DbSet<PartnerImport> PartnerImports => Set<PartnerImport>();
    public DbSet<PartnerLink> PartnerLinks => Set<PartnerLink>();
    public DbSet<Objection> Objections => Set<Objection>();
    public DbSet<Batch> Batches => Set<Batch>();
    public DbSet<BatchLine> BatchLines => Set<BatchLine>();
    public DbSet<MandateFile> MandateFiles => Set<MandateFile>();
    public DbSet<Text> Texts => Set<Text>();
    public DbSet<TextAcceptance> TextAcceptances => Set<TextAcceptance>();
    public DbSet<Link> Links => Set<Link>();
    public DbSet<Notice> Notices => Set<Notice>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddRights();
        modelBuilder.AddMail();
    }
}

sealed class SqliteMembershipDb(DbContextOptions<SqliteMembershipDb> options) : MembershipDb(options);

sealed class PostgresMembershipDb(DbContextOptions<PostgresMembershipDb> options) : MembershipDb(options);
