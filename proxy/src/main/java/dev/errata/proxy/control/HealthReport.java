package dev.errata.proxy.control;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How Errata is, part by part; the whole follows from the parts and cannot be set.
///
/// | worst part | the whole |
/// |---|---|
/// | proxy, database or journal unhealthy | unhealthy: what happens could not be kept or not be served |
/// | an upstream or the workers unhealthy, or anything degraded | degraded: Errata serves, something behind it fails |
/// | none | healthy |
///
/// @param components at least one
public record HealthReport(List<Component> components) {
    public HealthReport {
        components = List.copyOf(components);
        if (components.isEmpty()) {
            throw new IllegalArgumentException("a health report without components says nothing");
        }
    }

    /// The whole.
    public Status status() {
        return components.stream().map(Component::weight).max(Enum::compareTo).orElse(Status.UNHEALTHY);
    }

    /// The report as it goes over the wire.
    String json() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("status", status().word());
        ObjectNode parts = body.putObject("components");
        for (Component part : components) {
            parts.putObject(part.name()).put("status", part.status().word()).put("detail", part.detail());
        }
        return body.toString();
    }

    /// How a part, or the whole, is; from good to bad.
    public enum Status {
        /// It does all it should.
        HEALTHY,
        /// It serves, but not fully, or something it needs is away.
        DEGRADED,
        /// It cannot do its work.
        UNHEALTHY;

        /// The word on the wire.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What a part is.
    public enum Kind {
        PROXY,
        UPSTREAM,
        DATABASE,
        JOURNAL,
        WORKERS
    }

    /// One part.
    ///
    /// @param name key in the JSON: `proxy`, `database`, `journal`, `workers`, or `upstream:` and its name
    /// @param detail why it is so, for people; no secrets
    public record Component(Kind kind, String name, Status status, String detail) {

        public static Component proxy(Status status, String detail) {
            return new Component(Kind.PROXY, "proxy", status, detail);
        }

        /// A model server: away is degraded, not unhealthy, as Errata itself is well.
        public static Component upstream(String name, boolean up, String detail) {
            return new Component(Kind.UPSTREAM, "upstream:" + name, up ? Status.HEALTHY : Status.DEGRADED, detail);
        }

        /// The database.
        ///
        /// @param fault why it cannot be written, empty while it can
        public static Component database(String fault) {
            return writable(Kind.DATABASE, "database", fault, "can be written");
        }

        /// The journal.
        ///
        /// @param fault why it cannot be written, empty while it can
        /// @param lastSeq number of the last record
        public static Component journal(String fault, long lastSeq) {
            return writable(Kind.JOURNAL, "journal", fault, "can be written, last record " + lastSeq);
        }

        public static Component workers(Status status, String detail) {
            return new Component(Kind.WORKERS, "workers", status, detail);
        }

        private static Component writable(Kind kind, String name, String fault, String well) {
            return fault.isEmpty()
                    ? new Component(kind, name, Status.HEALTHY, well)
                    : new Component(kind, name, Status.UNHEALTHY, fault);
        }

        /// What it means for the whole.
        Status weight() {
            return switch (kind) {
                case PROXY, DATABASE, JOURNAL -> status;
                case UPSTREAM, WORKERS -> status == Status.HEALTHY ? Status.HEALTHY : Status.DEGRADED;
            };
        }
    }
}
