using Dinamis.ServiceTests.Foundations;
using Dinamis.ServiceTests.Security;
using Dinamis.ServiceTests.Storage;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Dinamis.ServiceTests.Harness.LongestFirst))]

namespace Dinamis.ServiceTests.Harness;

/// <summary>The classes that wait most begin first: as the last ones they kept both cores idle for more than a minute.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    static readonly string[] first = [.. new[] { typeof(SuspensionSpec), typeof(FeedSpec), typeof(FrontRoutesSpec) }.Select(t => t.FullName!)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(c => Array.Exists(first, name => c.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))];
}
