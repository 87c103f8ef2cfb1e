namespace Dinamis.SystemTests.Harness;

/// <summary>One system at a time on two cores, and one browser for all.</summary>
[CollectionDefinition(nameof(OneAtATime), DisableParallelization = true)]
public sealed class OneAtATime : ICollectionFixture<Browser>;
