namespace Dinamis.Catalogue.Stac;

/// <summary>Outlines of what the specifications fix: enough to generate a client; the specifications have the rest.</summary>
static class StacSchemas
{
    public const string Json =
        """
        {
          "StacLink": {
            "type": "object", "required": [ "rel", "href" ],
            "properties": {
              "rel": { "type": "string" }, "href": { "type": "string", "format": "uri" }, "type": { "type": "string" }, "title": { "type": "string" },
              "method": { "type": "string", "enum": [ "GET", "POST" ] },
              "body": { "type": "object", "description": "Of a link `next` by POST: to be merged into the body of the search." },
              "merge": { "type": "boolean" }
            }
          },
          "Conformance": { "type": "object", "properties": { "conformsTo": { "type": "array", "items": { "type": "string", "format": "uri" } } } },
          "StacCatalog": {
            "type": "object", "description": "https://api.stacspec.org/v1.0.0/core",
            "properties": {
              "type": { "type": "string", "enum": [ "Catalog" ] }, "stac_version": { "type": "string" }, "id": { "type": "string" },
              "title": { "type": "string" }, "description": { "type": "string" },
              "conformsTo": { "type": "array", "items": { "type": "string", "format": "uri" } },
              "links": { "type": "array", "items": { "$ref": "#/components/schemas/StacLink" } }
            }
          },
          "StacCollection": {
            "type": "object", "description": "https://schemas.stacspec.org/v1.1.0/collection-spec/json-schema/collection.json",
            "properties": {
              "type": { "type": "string", "enum": [ "Collection" ] }, "stac_version": { "type": "string" }, "id": { "type": "string" },
              "title": { "type": "string" }, "description": { "type": "string" }, "license": { "type": "string" },
              "dinamis:reserved": { "type": "boolean", "description": "Known only to members that accepted its licence." },
              "providers": { "type": "array", "items": { "type": "object" } }, "extent": { "type": "object" }, "summaries": { "type": "object" },
              "links": { "type": "array", "items": { "$ref": "#/components/schemas/StacLink" } }
            }
          },
          "StacCollections": {
            "type": "object",
            "properties": {
              "collections": { "type": "array", "items": { "$ref": "#/components/schemas/StacCollection" } },
              "links": { "type": "array", "items": { "$ref": "#/components/schemas/StacLink" } },
              "numberMatched": { "type": "integer" }, "numberReturned": { "type": "integer" }
            }
          },
          "Geometry": {
            "type": "object", "nullable": true, "description": "GeoJSON geometry (RFC 7946), longitude and latitude in degrees.",
            "properties": { "type": { "type": "string" }, "coordinates": { "type": "array", "items": {} } }
          },
          "StacItem": {
            "type": "object", "description": "https://schemas.stacspec.org/v1.1.0/item-spec/json-schema/item.json",
            "properties": {
              "type": { "type": "string", "enum": [ "Feature" ] }, "stac_version": { "type": "string" },
              "stac_extensions": { "type": "array", "items": { "type": "string", "format": "uri" } },
              "id": { "type": "string" }, "collection": { "type": "string" },
              "geometry": { "$ref": "#/components/schemas/Geometry" }, "bbox": { "type": "array", "items": { "type": "number" } },
              "properties": { "type": "object", "additionalProperties": true },
              "assets": { "type": "object", "additionalProperties": { "$ref": "#/components/schemas/StacAsset" } },
              "links": { "type": "array", "items": { "$ref": "#/components/schemas/StacLink" } }
            }
          },
          "StacAsset": {
            "type": "object", "required": [ "href" ],
            "properties": {
              "href": { "type": "string", "format": "uri" }, "type": { "type": "string" }, "title": { "type": "string" },
              "roles": { "type": "array", "items": { "type": "string" } }
            },
            "additionalProperties": true
          },
          "StacItemCollection": {
            "type": "object",
            "properties": {
              "type": { "type": "string", "enum": [ "FeatureCollection" ] },
              "features": { "type": "array", "items": { "$ref": "#/components/schemas/StacItem" } },
              "links": { "type": "array", "items": { "$ref": "#/components/schemas/StacLink" } },
              "numberMatched": { "type": "integer", "description": "Items that match in all: counted up to 10 000, estimated beyond. The pages that follow tell what the first one told." },
              "dinamis:estimated": { "type": "boolean", "description": "True, and there, where `numberMatched` is an estimate." },
              "numberReturned": { "type": "integer" }
            }
          },
          "StacChildren": {
            "type": "object", "description": "https://api.stacspec.org/v1.0.0-rc.2/children",
            "properties": {
              "children": { "type": "array", "items": { "type": "object", "description": "A StacCollection or a StacCatalog." } },
              "links": { "type": "array", "items": { "$ref": "#/components/schemas/StacLink" } }
            }
          },
          "StacAggregations": {
            "type": "object",
            "properties": {
              "aggregations": { "type": "array", "items": { "type": "object", "properties": { "name": { "type": "string" }, "data_type": { "type": "string" } } } },
              "links": { "type": "array", "items": { "$ref": "#/components/schemas/StacLink" } }
            }
          },
          "StacAggregationCollection": {
            "type": "object", "description": "https://api.stacspec.org/v0.3.0/aggregation",
            "properties": {
              "type": { "type": "string", "enum": [ "AggregationCollection" ] },
              "aggregations": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "name": { "type": "string" }, "data_type": { "type": "string" },
                    "value": { "description": "Number, text or instant." },
                    "buckets": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "properties": {
                          "key": { "type": "string" }, "data_type": { "type": "string" }, "frequency": { "type": "integer" },
                          "from": { "type": "number" }, "to": { "type": "number", "description": "Not included, but for the last." }
                        }
                      }
                    },
                    "overflow": { "type": "integer", "description": "Items in none of the buckets: without a value, or beyond the greatest number of buckets." }
                  }
                }
              },
              "links": { "type": "array", "items": { "$ref": "#/components/schemas/StacLink" } }
            }
          },
          "Queryables": { "type": "object", "description": "A JSON Schema.", "additionalProperties": true },
          "TileJson": {
            "type": "object",
            "properties": {
              "tilejson": { "type": "string" }, "name": { "type": "string" }, "tiles": { "type": "array", "items": { "type": "string" } },
              "minzoom": { "type": "integer" }, "maxzoom": { "type": "integer" }, "bounds": { "type": "array", "items": { "type": "number" } }, "attribution": { "type": "string" }
            }
          },
          "SentFile": {
            "type": "object",
            "properties": {
              "sha256": { "type": "string", "description": "Lower-case hexadecimal: the name of the file in later commands." },
              "size": { "type": "integer", "format": "int64", "description": "Bytes." }
            }
          }
        }
        """;
}
