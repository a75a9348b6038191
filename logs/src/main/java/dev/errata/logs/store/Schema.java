package dev.errata.logs.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All scripts of a home in the order of their versions.
final class Schema {
    /// Marks a file as Errata's in its header ("Errt"), so that a newer one is known even if it keeps its versions
    /// elsewhere.
    static final int APPLICATION_ID = 0x45727274;

    private static final MigrationSet OWN = new MigrationSet(
            "logs",
            List.of("V1__home.sql", "V5__work.sql", "V6__audit_index.sql"),
            List.of("anchor", "home_state"),
            script -> Schema.class.getResourceAsStream(script));

    private final List<Script> scripts;
    private final List<String> adopted;

    Schema(List<MigrationSet> above) {
        var all = new ArrayList<Script>();
        var tables = new ArrayList<String>();
        var sets = new ArrayList<MigrationSet>(above);
        sets.addFirst(OWN);
        for (MigrationSet set : sets) {
            set.scripts().forEach(name -> all.add(script(set, name)));
            tables.addAll(set.adopted());
        }
        all.sort(Comparator.comparingInt(Script::version));
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).version() == all.get(i - 1).version()) {
                throw new IllegalArgumentException("two scripts with one version: "
                        + all.get(i - 1).name() + ", " + all.get(i).name());
            }
        }
        scripts = List.copyOf(all);
        adopted = List.copyOf(tables);
    }

    private static Script script(MigrationSet set, String name) {
        return new Script(
                MigrationSet.version(name), name, set.text(name), set.undo(name).orElse(null));
    }

    List<Script> scripts() {
        return scripts;
    }

    /// Tables whose rows are taken over from elsewhere.
    List<String> adopted() {
        return adopted;
    }

    int latest() {
        return scripts.getLast().version();
    }

    /// The text that undoes a version.
    String undo(int version) {
        return scripts.stream()
                .filter(script -> script.version() == version)
                .map(Script::undo)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /// @param undo the way back, null if there is none
    record Script(
            int version, String name, String text, @Nullable String undo) {}
}
