package dev.errata.proxy.mcp;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Compares arguments with a tool's schema, and says in words what is wrong with them, so that a model can do better.
///
/// It knows the words of JSON Schema that `tools.json` uses: `type`, `properties`, `required`, `additionalProperties`,
/// `items`, `minimum`, `maximum`, `minLength`, `maxLength`, `minItems`, `maxItems`.
final class Arguments {
    private Arguments() {}

    /// Everything that is wrong; none if nothing is.
    static List<String> faults(JsonNode schema, JsonNode given) {
        List<String> faults = new ArrayList<>();
        check("the arguments", schema, given, faults);
        return faults;
    }

    private static void check(String where, JsonNode schema, JsonNode given, List<String> faults) {
        String type = schema.path("type").stringValue("");
        boolean fits = switch (type) {
            case "string" -> given.isString();
            case "integer" -> given.isIntegralNumber() && given.canConvertToLong();
            case "boolean" -> given.isBoolean();
            case "array" -> given.isArray();
            case "object" -> given.isObject();
            default -> throw new IllegalStateException("a schema with the type " + type);
        };
        if (!fits) {
            faults.add(where + " must be " + (type.matches("[aio].*") ? "an " : "a ") + type);
            return;
        }
        switch (type) {
            case "string" -> length(where, given.stringValue().length(), "Length", "characters", schema, faults);
            case "integer" -> number(where, given.longValue(), schema, faults);
            case "array" -> {
                length(where, given.size(), "Items", "items", schema, faults);
                for (int i = 0; i < given.size(); i++) {
                    check(where + "[" + i + "]", schema.path("items"), given.path(i), faults);
                }
            }
            case "object" -> members(where, schema, given, faults);
            default -> {}
        }
    }

    private static void members(String where, JsonNode schema, JsonNode given, List<String> faults) {
        JsonNode known = schema.path("properties");
        for (JsonNode name : schema.path("required")) {
            if (!given.has(name.stringValue())) {
                faults.add(name.stringValue() + " is missing in " + where);
            }
        }
        given.properties().forEach(member -> {
            String name = member.getKey();
            if (known.has(name)) {
                check(name, known.path(name), member.getValue(), faults);
            } else if (!schema.path("additionalProperties").booleanValue(true)) {
                String all = known.isEmpty() ? "none" : String.join(", ", known.propertyNames());
                faults.add(name + " is not known in " + where + "; there are: " + all);
            }
        });
    }

    private static void number(String where, long given, JsonNode schema, List<String> faults) {
        if (given < schema.path("minimum").longValue(Long.MIN_VALUE)
                || given > schema.path("maximum").longValue(Long.MAX_VALUE)) {
            faults.add(where + " is " + given + " and must be from "
                    + schema.path("minimum").asString("any") + " to "
                    + schema.path("maximum").asString("any"));
        }
    }

    private static void length(
            String where, int length, String what, String unit, JsonNode schema, List<String> faults) {
        int least = schema.path("min" + what).intValue(0);
        int most = schema.path("max" + what).intValue(Integer.MAX_VALUE);
        if (length < least || length > most) {
            faults.add(where + " has " + length + " " + unit + " and must have "
                    + (length < least ? "at least " + least : "at most " + most));
        }
    }
}
