namespace Dinamis.ServiceTests.Catalogue;

/// <summary>The conformance classes that a test exercises: <see cref="StacConformanceSpec"/> asks that each class has one.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
sealed class ConformsAttribute(params string[] classes) : Attribute
{
    public const string Stac = "https://api.stacspec.org/v1.0.0/";
    public const string Ogc = "http://www.opengis.net/spec/";
    public const string Cql = Ogc + "cql2/1.0/conf/";

    public IReadOnlyList<string> Classes => classes;
}
