using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Activity.Journal;

sealed class JournalEntryMapping : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> entry)
    {
        entry.ToTable("journal_entry").HasKey(e => new { e.Producer, e.Seq });
        // The fenced cursor already applies each event once; this makes a second time impossible.
        entry.HasIndex(e => e.EventId).IsUnique();
        entry.HasIndex(e => new { e.OrganisationId, e.At });
    }
}

sealed class JournalChainMapping : IEntityTypeConfiguration<JournalChain>
{
    public void Configure(EntityTypeBuilder<JournalChain> chain) => chain.ToTable("journal_chain").HasKey(c => c.Producer);
}

sealed class JournalSealMapping : IEntityTypeConfiguration<JournalSeal>
{
    public void Configure(EntityTypeBuilder<JournalSeal> seal) => seal.ToTable("journal_seal").HasKey(s => s.Day);
}
