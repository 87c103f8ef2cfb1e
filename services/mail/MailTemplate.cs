using System.Net;
using System.Text;

namespace Dinamis.Mail;

/// <summary>The one layout of our mails, as text and as HTML that needs no picture and no script.</summary>
static class MailTemplate
{
    const string Signature = "DINAMIS — Dispositif institutionnel national d’approvisionnement mutualisé en imagerie satellitaire";

    public static string Text(MailMessage mail)
    {
        var text = new StringBuilder("Bonjour,\n\n");
        foreach (var paragraph in mail.Paragraphs) text.Append(paragraph).Append("\n\n");
        if (mail.ActionUrl is { } url) text.Append(mail.ActionLabel).Append(" :\n").Append(url).Append("\n\n");
        foreach (var note in mail.Notes) text.Append(note).Append("\n\n");
        if (mail.NoteLink is { } right) text.Append(right.Label).Append(" :\n").Append(right.Url).Append("\n\n");
        return text.Append("--\n").Append(Signature).Append('\n').ToString();
    }

    public static string Html(MailMessage mail)
    {
        var html = new StringBuilder("""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>""");
        html.Append(Encode(mail.Subject)).Append("""</title></head><body style="margin:0;padding:24px;background:#f7f4ee;color:#1b2430;font:17px/1.55 system-ui,sans-serif"><div style="max-width:600px;margin:auto;background:#fff;padding:32px;border:1px solid #d9d2c5;border-radius:6px"><p style="font-weight:700;color:#14304f;margin-top:0">DINAMIS</p><p>Bonjour,</p>""");
        foreach (var paragraph in mail.Paragraphs) html.Append("<p>").Append(Encode(paragraph)).Append("</p>");
        if (mail.ActionUrl is { } url)
            html.Append("""<p style="margin:32px 0"><a style="background:#0b6b6b;color:#fff;padding:14px 22px;border-radius:6px;text-decoration:none;font-weight:600" href=""").Append('"').Append(Encode(url.AbsoluteUri)).Append("\">").Append(Encode(mail.ActionLabel ?? "Ouvrir")).Append("</a></p>");
        foreach (var note in mail.Notes) html.Append("""<p style="color:#4a5564;font-size:15px">""").Append(Encode(note)).Append("</p>");
        if (mail.NoteLink is { } right)
            html.Append("""<p style="color:#4a5564;font-size:15px"><a style="color:#0b6b6b" href=""").Append('"').Append(Encode(right.Url.AbsoluteUri)).Append("\">").Append(Encode(right.Label)).Append("</a></p>");
        return html.Append("""<hr style="border:0;border-top:1px solid #d9d2c5"><p style="color:#4a5564;font-size:14px;margin-bottom:0">""").Append(Encode(Signature)).Append("</p></div></body></html>").ToString();
    }

    static string Encode(string text) => WebUtility.HtmlEncode(text);
}
