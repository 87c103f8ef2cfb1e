using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Primitives;

namespace Dinamis.Portal.Forms;

/// <summary>Moves values between HTML fields and proto messages by their names, nested ones joined by dots.</summary>
public static class Messages
{
    /// <summary>Fills a new message with the posted fields that bear its fields' names. The service validates all of it.</summary>
    public static T Lire<T>(this Saisie saisie) where T : IMessage, new()
    {
        var message = new T();
        foreach (var (nom, valeurs) in saisie.Recu)
            if (!nom.StartsWith('_')) Poser(message, nom.Split('.'), valeurs);
        return message;
    }

    /// <summary>Shows a message's fields as the form's initial values.</summary>
    public static Saisie Montrer(this Saisie saisie, IMessage? message, string prefixe = "")
    {
        if (message is null) return saisie;
        foreach (var champ in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (champ.IsMap) continue;
            var nom = prefixe + champ.Name;
            switch (champ.Accessor.GetValue(message))
            {
                case null: break;
                case RepeatedField<string> plusieurs: saisie.Initialiser(nom, plusieurs.ToArray()); break;
                case Timestamp instant: saisie.Initialiser(nom, Dates.PourChamp(instant)); break;
                case IMessage enfant: saisie.Montrer(enfant, nom + "."); break;
                case System.Collections.IList: break;
                case var valeur: saisie.Initialiser(nom, Convert.ToString(valeur, CultureInfo.InvariantCulture)); break;
            }
        }
        return saisie;
    }

    static void Poser(IMessage message, ReadOnlySpan<string> chemin, StringValues valeurs)
    {
        var champ = message.Descriptor.FindFieldByName(chemin[0]);
        if (champ is null || champ.IsMap) return;
        if (chemin.Length > 1)
        {
            if (champ.FieldType != FieldType.Message || champ.IsRepeated) return;
            if (champ.Accessor.GetValue(message) is not IMessage && valeurs.All(string.IsNullOrWhiteSpace)) return;
            if (champ.Accessor.GetValue(message) is not IMessage enfant)
                champ.Accessor.SetValue(message, enfant = champ.MessageType.Parser.ParseFrom(ByteString.Empty));
            Poser(enfant, chemin[1..], valeurs);
            return;
        }
        if (champ.IsRepeated)
        {
            if (champ.Accessor.GetValue(message) is RepeatedField<string> liste)
                liste.AddRange(valeurs.Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!.Trim()));
            else if (champ.FieldType == FieldType.Enum && champ.Accessor.GetValue(message) is System.Collections.IList enums)
                foreach (var v in valeurs) if (Enumeration(champ, v) is { } e) enums.Add(e);
            return;
        }
        if (Convertir(champ, valeurs.ToString().Trim()) is { } valeur) champ.Accessor.SetValue(message, valeur);
    }

    static object? Convertir(FieldDescriptor champ, string texte) => champ.FieldType switch
    {
        FieldType.String => texte,
        FieldType.Bool => texte is "on" or "true",
        FieldType.Int32 => int.TryParse(texte, NumberStyles.Integer, CultureInfo.InvariantCulture, out var n) ? n : null,
        FieldType.Int64 => long.TryParse(texte, NumberStyles.Integer, CultureInfo.InvariantCulture, out var n) ? n : null,
        FieldType.Double => double.TryParse(texte.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : null,
        FieldType.Enum => Enumeration(champ, texte),
        FieldType.Message when champ.MessageType.ClrType == typeof(Timestamp) => Dates.DeChamp(texte),
        _ => null,
    };

    static object? Enumeration(FieldDescriptor champ, string? texte) =>
        texte is not null && (champ.EnumType.FindValueByName(texte.Trim()) ?? (int.TryParse(texte, out var n) ? champ.EnumType.FindValueByNumber(n) : null)) is { } valeur
            ? System.Enum.ToObject(champ.EnumType.ClrType, valeur.Number) : null;
}
