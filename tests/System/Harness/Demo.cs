namespace Dinamis.SystemTests.Harness;

/// <summary>Addresses and password of the demonstration's base (DESIGN §4).</summary>
public static class Demo
{
    public const string Password = "Dinamis-Demo-2026!";
    public const string Operator = "exploitant@dinamis.example";
    public const string Instructor = "instructeur@dinamis.example";
    public const string Signatory = "signataire@dinamis.example";
    public const string Agent = "agent@pigma.example";
    public const string OtherAgent = "agent@relais-occitanie.example";
    public const string Referent = "referent@mairie.example";
    public const string User = "utilisateur@mairie.example";
    public const string Neighbour = "referent@agglo.example";
    public const string AgentBySso = "agent.sso@pigma.example";
}
