package dev.errata.proxy.control;

import dev.errata.proxy.control.Reading.Read;
import dev.errata.proxy.control.Reading.Refused;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads the parts of a request: what the path, the query and the body say once they are decoded.
final class Asked {
    private Asked() {}

    /// The path's decoded segments; `/errata` is read as `/errata/`.
    static Reading<List<String>> segments(String path) {
        String rooted = path.equals("/errata") ? Routes.ROOT : path;
        List<String> segments = new ArrayList<>();
        for (String raw : rooted.substring(1).split("/", -1)) {
            String segment;
            try {
                // In a path a plus is a plus.
                segment = decode(raw.replace("+", "%2B"));
            } catch (IllegalArgumentException e) {
                return refused(ControlError.BAD_REQUEST, "The path is not escaped correctly.");
            }
            // Such a segment could be taken for another path by whoever reads it next.
            if (segment.equals(".") || segment.equals("..") || segment.chars().anyMatch(Asked::misleads)) {
                return refused(ControlError.BAD_REQUEST, "A path segment is not dots alone and holds no slash.");
            }
            segments.add(segment);
        }
        return new Read<>(segments);
    }

    /// The decoded parameters, in order; one that the route does not take is refused, as it is mostly a slip of the
    /// pen.
    static Reading<Map<String, List<String>>> query(String query, Route route) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            String[] parts = pair.split("=", 2);
            try {
                String name = decode(parts[0]);
                if (!route.query().contains(name)) {
                    String takes = route.query().isEmpty() ? "none" : String.join(", ", route.query());
                    return refused(
                            ControlError.BAD_REQUEST, "Unknown parameter " + name + "; the route takes " + takes + ".");
                }
                String value = parts.length == 2 ? decode(parts[1]) : "";
                parameters.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            } catch (IllegalArgumentException e) {
                return refused(ControlError.BAD_REQUEST, "The query is not escaped correctly.");
            }
        }
        return new Read<>(parameters);
    }

    /// The body as text, one JSON object; empty, whatever was sent, where the route takes none.
    static Reading<String> body(byte[] bytes, Route route) {
        if (!route.takesBody()) {
            return new Read<>("");
        }
        if (bytes.length == 0) {
            return refused(ControlError.BAD_JSON, "A body is needed: " + route.body() + ".");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return JsonMapper.shared().readTree(text).isObject()
                    ? new Read<>(text)
                    : refused(ControlError.BAD_JSON, "The body must be one JSON object.");
        } catch (CharacterCodingException e) {
            return refused(ControlError.BAD_JSON, "The body is not UTF-8.");
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            return refused(ControlError.BAD_JSON, "The body is not JSON" + where + ".");
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean misleads(int unit) {
        return unit == '/' || unit == '\\' || Character.isISOControl(unit);
    }

    private static <T> Reading<T> refused(ControlError error, String message) {
        return new Refused<>(error.because(message));
    }
}
