package dev.errata.rules.patch;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The place of a file inside a workspace: names separated by `/`, never absolute, never outside, never in `.git`.
///
/// | refused | because |
/// |---|---|
/// | empty, absolute, a drive letter, a backslash, `//host` | it names a place outside, or one on another system |
/// | `.`, `..`, an empty name | it says one place in two ways, or leaves the workspace |
/// | `.git` in any case, with ignorable characters, `git~1` | some file systems take these for `.git` |
/// | a control character, a colon, a name that ends in a blank or a dot | other systems read another name |
///
/// Whether a symbolic link leads elsewhere is a matter of the disk and is asked where files are read and written.
///
/// **Thread:** immutable. **Errors:** [IllegalArgumentException] that says what is wrong, from the constructor.
///
/// @param value as said above
public record WorkspacePath(String value) implements Comparable<WorkspacePath> {
    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern IGNORABLE =
            Pattern.compile("[\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\u00ad]");

    public WorkspacePath {
        Optional<String> fault = fault(value);
        if (fault.isPresent()) {
            throw new IllegalArgumentException("not a path in a workspace: " + shown(value) + ": " + fault.get());
        }
    }

    /// What is wrong with a path; empty if it can be one.
    public static Optional<String> fault(String value) {
        if (value.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (value.startsWith("/")
                || value.startsWith("~")
                || DRIVE.matcher(value).matches()) {
            return Optional.of("it is absolute");
        }
        if (value.indexOf('\\') >= 0) {
            return Optional.of("it has a backslash");
        }
        if (value.codePoints().anyMatch(point -> point < 0x20 || point == 0x7f || point == ':')) {
            return Optional.of("it has a control character or a colon");
        }
        return Arrays.stream(value.split("/", -1))
                .flatMap(name -> nameFault(name).stream())
                .findFirst();
    }

    private static Optional<String> nameFault(String name) {
        if (name.isEmpty()) {
            return Optional.of("it has an empty name");
        }
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("it has the name " + name);
        }
        if (name.endsWith(" ") || name.endsWith(".")) {
            return Optional.of("a name ends in a blank or a dot");
        }
        String plain = IGNORABLE
                .matcher(Normalizer.normalize(name, Normalizer.Form.NFKC))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        if (plain.equals(".git") || plain.equals("git~1")) {
            return Optional.of("it leads into .git");
        }
        return Optional.empty();
    }

    private static String shown(String value) {
        return value.length() <= 200 ? value : value.substring(0, 200) + "…";
    }

    /// The names from the top to the file.
    public List<String> names() {
        return List.of(value.split("/", -1));
    }

    /// The last name.
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /// What follows the last dot of the name, in lower case; empty if there is no dot but at its beginning.
    public String extension() {
        String name = name();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /// The same place for file systems that do not tell upper from lower case, or one form of Unicode from another.
    public String folded() {
        return Normalizer.normalize(value, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT);
    }

    @Override
    public int compareTo(WorkspacePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
