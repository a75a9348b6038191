package dev.errata.proxy.control;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One thing that can be asked under `/errata/`: what the dispatcher goes by and what openapi.json describes.
///
/// @param method upper case; a `GET` route answers `HEAD` too
/// @param path the whole path with its variable segments in braces, for instance `/errata/api/v1/rules/{id}`
/// @param summary what it does, in half a sentence
/// @param access whose token it needs
/// @param query names of the parameters it takes; any other is refused
/// @param body what the JSON body holds, empty if it takes none
public record Route(String method, String path, String summary, Access access, List<String> query, String body) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

    public Route {
        if (!path.startsWith("/errata")) {
            throw new IllegalArgumentException("not a path under /errata: " + path);
        }
        query = List.copyOf(query);
    }

    /// The names of its variable segments, in order.
    public List<String> variables() {
        List<String> names = new ArrayList<>();
        Matcher found = VARIABLE.matcher(path);
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    /// Whether a decoded path is one of this route.
    boolean matches(List<String> segments) {
        List<String> wanted = List.of(path.substring(1).split("/", -1));
        if (wanted.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            boolean variable = wanted.get(i).startsWith("{");
            if (variable ? segments.get(i).isEmpty() : !wanted.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    boolean takesBody() {
        return !body.isEmpty();
    }

    /// Whose token a route needs.
    public enum Access {
        /// Nobody's: it shows nothing private and changes nothing.
        OPEN,
        /// An agent's or the owner's.
        READ,
        /// The owner's alone.
        OWNER
    }
}
