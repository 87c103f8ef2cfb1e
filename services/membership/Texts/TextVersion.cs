using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;

namespace Dinamis.Membership.Texts;

/// <summary>One version of a text: published once, never changed.</summary>
sealed class TextVersion
{
    TextVersion() { }

    public Guid TextId { get; private set; }
    public int Number { get; private set; }
    public DateTimeOffset InForceFrom { get; private set; }
    public string Sha256 { get; private set; } = "";

    /// <summary>Name, text, purposes and areas, as the wire carries them.</summary>
    public Wire.TextVersion Facts { get; private set; } = new();

    internal static TextVersion Of(Guid textId, int number, Wire.PublishTextRequest request, DateTimeOffset from)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Text)));
        return new()
        {
            TextId = textId,
            Number = number,
            InForceFrom = from,
            Sha256 = sha256,
            Facts = new()
            {
                Family = request.Family,
                Name = request.Name,
                Number = number,
                Text = request.Text,
                Sha256 = sha256,
                InForceFrom = from.ToTimestamp(),
                Purposes = { request.Purposes },
                Areas = { request.Areas },
            },
        };
    }

    internal Wire.LicenceVersion ToLicence() => new() { Number = Number, InForceFrom = InForceFrom.ToTimestamp(), Sha256 = Sha256 };
}
