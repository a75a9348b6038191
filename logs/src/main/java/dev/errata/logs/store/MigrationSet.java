package dev.errata.logs.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The scripts by which one module makes its tables.
///
/// The version numbers of all sets of a home form one sequence (`V1__home.sql`, `V2__rules.sql`, ...): a home has one
/// schema version, whichever module it came from. Beside each script stands the one that undoes it, `U2__rules.sql`.
///
/// @param name the owning module, for messages
/// @param scripts file names, `V<number>__<words>.sql`
/// @param adopted tables whose rows are taken over when they stand in a database that Errata has not made, or in an
///     older one that cannot be written
/// @param source opens a script; the owner implements it, since only the owner may read its module's resources
public record MigrationSet(String name, List<String> scripts, List<String> adopted, Source source) {

    private static final Pattern NAME = Pattern.compile("V([1-9][0-9]{0,6})__[a-z0-9_]+\\.sql");

    public MigrationSet {
        scripts = List.copyOf(scripts);
        adopted = List.copyOf(adopted);
        for (String script : scripts) {
            version(script);
        }
    }

    /// The number in a script's name.
    static int version(String script) {
        var matcher = NAME.matcher(script);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a migration's name: " + script);
        }
        return Integer.parseInt(matcher.group(1));
    }

    /// The text of the script that undoes another: `U5__work.sql` undoes `V5__work.sql`.
    Optional<String> undo(String script) {
        try (InputStream in = source.open("U" + script.substring(1))) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The whole text of a script.
    String text(String script) {
        try (InputStream in = source.open(script)) {
            if (in == null) {
                throw new IllegalStateException("module " + name + " has no script " + script);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens one of the owner's scripts, null if there is none.
    @FunctionalInterface
    public interface Source {
        @Nullable
        InputStream open(String script);
    }
}
