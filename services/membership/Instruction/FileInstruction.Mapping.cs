using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Instruction;

sealed class FileInstructionMapping : IEntityTypeConfiguration<FileInstruction>, IEntityTypeConfiguration<InstructionGroup>, IEntityTypeConfiguration<ReasonModel>
{
    public void Configure(EntityTypeBuilder<FileInstruction> instruction)
    {
        instruction.Property(i => i.AssignedTo).HasMaxLength(64);
        instruction.Property(i => i.Notes).HasMessages();
        instruction.Property(i => i.Checked).HasMessages();
        instruction.HasIndex(i => i.AssignedTo);
        instruction.HasIndex(i => i.GroupId);
    }

    public void Configure(EntityTypeBuilder<InstructionGroup> group)
    {
        group.Property(g => g.Name).HasMaxLength(80);
        group.Property(g => g.Categories).HasJson();
        group.Property(g => g.Departments).HasJson();
        group.Property(g => g.Members).HasJson();
    }

    public void Configure(EntityTypeBuilder<ReasonModel> reason)
    {
        reason.Property(r => r.Kind).HasConversion<string>().HasMaxLength(40);
        reason.Property(r => r.Label).HasMaxLength(80);
        reason.Property(r => r.Text).HasMaxLength(2000);
        reason.HasIndex(r => r.Kind);
    }
}
