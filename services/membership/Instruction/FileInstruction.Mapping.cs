using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dinamis.Membership.Instruction;

sealed class FileInstructionMapping : IEntityTypeConfiguration<FileInstruction>
{
    public void Configure(EntityTypeBuilder<FileInstruction> instruction)
    {
        instruction.Property(i => i.AssignedTo).HasMaxLength(64);
        instruction.Property(i => i.Notes).HasMessages();
        instruction.HasIndex(i => i.AssignedTo);
    }
}
