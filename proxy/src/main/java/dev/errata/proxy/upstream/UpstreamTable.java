package dev.errata.proxy.upstream;

import dev.errata.rules.text.Globs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which model server a request goes to, by the model that it names.
///
/// An entry that names the model exactly wins over one whose glob fits it, and an earlier one over a later one. A
/// request that names no model, or one that no entry knows, goes to the standard server; so do lists of models.
///
/// @param standard for all that no entry is for
/// @param entries in the order in which they are asked
public record UpstreamTable(Upstream standard, List<Entry> entries) {
    public UpstreamTable {
        entries = List.copyOf(entries);
    }

    /// A single server for everything.
    public static UpstreamTable of(Upstream standard) {
        return new UpstreamTable(standard, List.of());
    }

    /// The same entries before another standard server.
    public UpstreamTable with(Upstream other) {
        return new UpstreamTable(other, entries);
    }

    /// The server for a model.
    ///
    /// @param model as the request names it, or null
    public Upstream route(@Nullable String model) {
        if (model == null) {
            return standard;
        }
        for (Entry entry : entries) {
            if (entry.models().contains(model)) {
                return entry.upstream();
            }
        }
        for (Entry entry : entries) {
            if (entry.models().stream().anyMatch(glob -> Globs.matches(glob, model))) {
                return entry.upstream();
            }
        }
        return standard;
    }

    /// All servers, the standard one first, each once.
    public List<Upstream> all() {
        var all = new LinkedHashSet<Upstream>();
        all.add(standard);
        entries.forEach(entry -> all.add(entry.upstream()));
        return new ArrayList<>(all);
    }

    /// A server and the models that are its own.
    ///
    /// @param models names, or globs with `*` and `?`; at least one
    public record Entry(List<String> models, Upstream upstream) {
        public Entry {
            models = List.copyOf(models);
            if (models.isEmpty()) {
                throw new IllegalArgumentException("no model would ever go to " + upstream.base());
            }
        }
    }
}
