package dev.errata.proxy.control;

import dev.errata.proxy.control.Route.Access;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Describes routes as OpenAPI.
///
/// **Source:** OpenAPI Specification 3.1.0.
final class OpenApi {
    private OpenApi() {}

    static String describe(List<Route> routes) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("openapi", "3.1.0");
        root.putObject("info").put("title", "Errata").put("version", "1");
        ObjectNode paths = root.putObject("paths");
        for (Route route : routes) {
            String at = route.path();
            ObjectNode path = paths.get(at) instanceof ObjectNode known ? known : paths.putObject(at);
            describe(route, path.putObject(route.method().toLowerCase(Locale.ROOT)));
        }
        ObjectNode components = root.putObject("components");
        ObjectNode schemes = components.putObject("securitySchemes");
        scheme(schemes.putObject("owner"), "The content of owner-token in Errata's home");
        scheme(schemes.putObject("agent"), "The content of token in Errata's home");
        error(components.putObject("schemas").putObject("Error"));
        return root.toString();
    }

    private static void describe(Route route, ObjectNode operation) {
        operation.put("summary", route.summary());
        operation.put("operationId", operationId(route));
        ArrayNode parameters = operation.putArray("parameters");
        route.variables().forEach(name -> parameter(parameters.addObject(), name, "path"));
        route.query().forEach(name -> parameter(parameters.addObject(), name, "query"));
        if (route.takesBody()) {
            ObjectNode body =
                    operation.putObject("requestBody").put("required", true).put("description", route.body());
            body.putObject("content")
                    .putObject("application/json")
                    .putObject("schema")
                    .put("type", "object");
        }
        ObjectNode responses = operation.putObject("responses");
        responses.putObject("200").put("description", "Done, or the thing asked for");
        responses
                .putObject("default")
                .put("description", "Refused or failed, by the error table")
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Error");
        ArrayNode security = operation.putArray("security");
        if (route.access() != Access.OPEN) {
            security.addObject().putArray("owner");
        }
        if (route.access() == Access.READ) {
            security.addObject().putArray("agent");
        }
    }

    private static void parameter(ObjectNode parameter, String name, String in) {
        parameter.put("name", name).put("in", in).put("required", in.equals("path"));
        parameter.putObject("schema").put("type", "string");
    }

    private static void scheme(ObjectNode scheme, String description) {
        scheme.put("type", "http").put("scheme", "bearer").put("description", description);
    }

    private static void error(ObjectNode schema) {
        ObjectNode error = schema.put("type", "object").putObject("properties").putObject("error");
        ObjectNode properties = error.put("type", "object").putObject("properties");
        ArrayNode codes = properties.putObject("code").put("type", "string").putArray("enum");
        for (ControlError known : ControlError.values()) {
            codes.add(known.code());
        }
        for (String text : List.of("name", "message", "hint", "severity", "fault")) {
            properties.putObject(text).put("type", "string");
        }
        properties.putObject("recoverable").put("type", "boolean");
    }

    /// For instance `get_rules_id_history`: unique, as method and path are.
    private static String operationId(Route route) {
        String words = route.path().replaceFirst("^/errata/(api/v1/)?", "").replaceAll("[^A-Za-z0-9]+", "_");
        return route.method().toLowerCase(Locale.ROOT) + '_' + words.replaceAll("^_|_$", "");
    }
}
