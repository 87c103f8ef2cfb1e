using System.Globalization;

namespace Dinamis.Catalogue.Items;

/// <summary>
/// The order of a page in SQL, total by id and collection, and the condition that what follows stands after a cursor. Where every scene has
/// a value and all keys go one way, it is one comparison of rows, which an index of these columns walks.
/// </summary>
sealed class Order
{
    readonly record struct Key(string Sql, bool Descending, bool Always);

    readonly List<Key> keys;
    readonly int own;

    /// <param name="sort">The keys, one at least.</param>
    /// <param name="value">Their value in the store's SQL.</param>
    public Order(IReadOnlyList<SortKey> sort, Func<ItemQueryables.Named, string> value)
    {
        keys = [.. sort.Select(k => new Key(value(k.By), k.Descending, k.By.Always))];
        own = keys.Count;
        foreach (var tie in (string[])["id", "collection"]) keys.Add(new(tie, keys[own - 1].Descending, true));
    }

    /// <summary>The values that make a cursor, to be selected.</summary>
    public string Columns => string.Concat(keys.Take(own).Select((k, i) => $", {k.Sql} AS key_{i}"));

    /// <summary>Names of <see cref="Columns"/>.</summary>
    public string Names => string.Concat(keys.Take(own).Select((_, i) => $", key_{i}"));

    public string By => Sorted((k, _) => k.Sql);

    /// <summary>The same over what was selected as <see cref="Columns"/>.</summary>
    public string ByName => Sorted((k, i) => i < own ? $"key_{i}" : "page." + k.Sql);

    string Sorted(Func<Key, int, string> name) => string.Join(", ", keys.Select((k, i) => name(k, i) + (k.Descending ? " DESC" : " ASC") + (k.Always ? "" : " NULLS LAST")));

    /// <param name="cursor">Where the last page ended.</param>
    /// <param name="parameter">Keeps a value under a name.</param>
    public string After(ItemCursor cursor, Action<string, object> parameter)
    {
        object?[] values = [.. cursor.Keys, cursor.Id, cursor.Collection];
        foreach (var (i, value) in values.Index())
            if (value is not null) parameter("after" + i.ToString(CultureInfo.InvariantCulture), value);
        if (keys.TrueForAll(k => k.Always && k.Descending == keys[0].Descending))
            return $"({string.Join(", ", keys.Select(k => k.Sql))}) {(keys[0].Descending ? '<' : '>')} ({string.Join(", ", keys.Select((_, i) => $"@after{i}"))})";
        return After(values, 0);
    }

    // After by this key, or equal by it and after by those that follow. Nothing stands after what has no value.
    string After(object?[] values, int i)
    {
        if (i == keys.Count) return "1 = 0";
        var key = keys[i];
        var rest = After(values, i + 1);
        if (values[i] is null) return $"({key.Sql} IS NULL AND {rest})";
        var beyond = $"{key.Sql} {(key.Descending ? '<' : '>')} @after{i}" + (key.Always ? "" : $" OR {key.Sql} IS NULL");
        return $"({beyond} OR ({key.Sql} = @after{i} AND {rest}))";
    }
}
