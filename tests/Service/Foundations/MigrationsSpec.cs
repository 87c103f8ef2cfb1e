using System.Reflection;
using Dinamis.Accounts;
using Dinamis.Activity;
using Dinamis.Catalogue;
using Dinamis.Identity;
using Dinamis.Membership;
using Dinamis.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dinamis.ServiceTests.Foundations;

/// <summary>A model that was changed without a migration would leave a database that the code does not know.</summary>
public sealed class MigrationsSpec
{
    static readonly Assembly[] services = [typeof(MembershipDb).Assembly, typeof(AccountsDb).Assembly, typeof(CatalogueDb).Assembly, typeof(ActivityDb).Assembly, typeof(IdentityDb).Assembly];

    static IEnumerable<Type> Databases => services.SelectMany(s => s.GetTypes()).Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(StoreDb)));

    public static TheoryData<string> Names => [.. Databases.Select(t => t.Name)];

    [Theory, MemberData(nameof(Names))]
    public void No_model_change_waits_for_a_migration(string name)
    {
        var type = Databases.Single(t => t.Name == name);
        var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        if (name.StartsWith("Sqlite", StringComparison.Ordinal)) options.UseSqlite("Data Source=:memory:");
        else options.UseNpgsql("Host=localhost");
        using var db = (StoreDb)Activator.CreateInstance(type, options.Options)!;

        db.Database.GetMigrations().ShouldNotBeEmpty();
        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public void Each_service_has_one_database_for_each_provider() =>
        Databases.Select(t => t.Name).Order(StringComparer.Ordinal).ShouldBe(
            new[] { "Postgres", "Sqlite" }.SelectMany(p => new[] { "Accounts", "Activity", "Catalogue", "Identity", "Membership" }.Select(s => p + s + "Db")));
}
