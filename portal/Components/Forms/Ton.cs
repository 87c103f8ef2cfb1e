namespace Dinamis.Portal.Components.Forms;

/// <summary>Tone of a status: done, waits for the reader, refused or broken, for information.</summary>
public enum Ton { Bleu, Vert, Ambre, Rouge }
