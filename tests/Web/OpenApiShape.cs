using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tests.Web;

/// <summary>Holds an answer to what an OpenAPI document says about it, as far as our document says anything.</summary>
internal sealed class OpenApiShape(JsonElement document)
{
    /// <summary>What is not as described, by its place in the answer.</summary>
    public IReadOnlyList<string> Wrong(string path, int status, string answer)
    {
        var response = Follow(document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses")
            .GetProperty($"{status}"));
        var schema = response.GetProperty("content").GetProperty("application/json").GetProperty("schema");
        return [.. Check("", schema, JsonDocument.Parse(answer).RootElement)];
    }

    private IEnumerable<string> Check(string place, JsonElement schema, JsonElement value)
    {
        schema = Follow(schema);
        if (value.ValueKind == JsonValueKind.Null) return Says(schema, "nullable") ? [] : [$"{place} is null"];
        return schema.GetProperty("type").GetString() switch
        {
            "object" => Members(place, schema, value),
            "array" => value.ValueKind != JsonValueKind.Array ? [$"{place} is no list"]
                : value.EnumerateArray().Index()
                    .SelectMany(item => Check($"{place}[{item.Index}]", schema.GetProperty("items"), item.Item)),
            "string" => Text(place, schema, value),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? [] : [$"{place} is no boolean"],
            var number => Number(place, number!, schema, value),
        };
    }

    private IEnumerable<string> Members(string place, JsonElement schema, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return [$"{place} is no object"];
        var known = schema.GetProperty("properties");
        var lacking = schema.GetProperty("required").EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _))
            .Select(r => $"{place}.{r} is missing");
        var members = value.EnumerateObject()
            .SelectMany(m => known.TryGetProperty(m.Name, out var its) ? Check($"{place}.{m.Name}", its, m.Value)
            : [$"{place}.{m.Name} is not described"]);
        return lacking.Concat(members);
    }

    private static IEnumerable<string> Text(string place, JsonElement schema, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) yield return $"{place} is no text";
        else if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(value.GetString()!, pattern.GetString()!))
            yield return $"{place} is {value}";
        else if (schema.TryGetProperty("enum", out var known) && known.EnumerateArray().All(k => k.ToString() != value.GetString()))
            yield return $"{place} is {value}";
    }

    private static IEnumerable<string> Number(string place, string type, JsonElement schema, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || (type == "integer" && !value.TryGetInt64(out _))) return [$"{place} is no {type}"];
        var wrong = (schema.TryGetProperty("minimum", out var least) && value.GetDecimal() < least.GetDecimal())
            || (schema.TryGetProperty("maximum", out var most) && value.GetDecimal() > most.GetDecimal());
        return wrong ? [$"{place} is {value}"] : [];
    }

    private static bool Says(JsonElement schema, string name) => schema.TryGetProperty(name, out var said) && said.GetBoolean();

    private JsonElement Follow(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out var reference)) return schema;
        return reference.GetString()!.Split('/').Skip(1).Aggregate(document, (at, name) => at.GetProperty(name));
    }
}
