package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.FileMode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the lines above the hunks of one file say.
///
/// Git's prefixes are dropped if both sides have one: `a/` and `b/`, or two of `i/`, `w/`, `c/`, `o/`. In a diff that
/// is
/// not git's they may also be folders, so that both spellings count.
final class DiffHeader {
    private static final String NOTHING = "/dev/null";
    private static final String OLD_PREFIXES = "aciow";
    private static final String NEW_PREFIXES = "bciow";

    private boolean git;
    private @Nullable String old;
    private @Nullable String fresh;
    private @Nullable String renamedFrom;
    private @Nullable String renamedTo;
    private @Nullable FileMode mode;
    private boolean creates;
    private boolean deletes;
    private boolean copies;
    private boolean binary;

    /// Takes what follows `diff --git`.
    void git(String names) {
        git = true;
        if (names.startsWith("\"")) {
            int end = closing(names);
            old = plain(names.substring(0, end));
            fresh = plain(names.substring(Math.min(names.length(), end + 1)));
            return;
        }
        // Names with blanks can be told apart because they are equal behind their prefixes.
        for (int blank = names.indexOf(' '); blank > 0; blank = names.indexOf(' ', blank + 1)) {
            String first = names.substring(0, blank);
            String second = plain(names.substring(blank + 1));
            if (tail(first).equals(tail(second))) {
                old = first;
                fresh = second;
                return;
            }
        }
        int blank = names.indexOf(' ');
        old = blank < 0 ? names : names.substring(0, blank);
        fresh = blank < 0 ? names : plain(names.substring(blank + 1));
    }

    private static String tail(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    /// Takes one of git's extended headers; false if it is none.
    boolean extended(String line) {
        if (line.startsWith("old mode ") || line.startsWith("similarity ") || line.startsWith("dissimilarity ")) {
            return true;
        }
        if (line.startsWith("new mode ")) {
            return takeMode(line.substring(9));
        }
        if (line.startsWith("new file mode ")) {
            creates = true;
            return takeMode(line.substring(14));
        }
        if (line.startsWith("deleted file mode ")) {
            deletes = true;
            return true;
        }
        if (line.startsWith("rename from ")) {
            renamedFrom = plain(line.substring(12));
            return true;
        }
        if (line.startsWith("rename to ")) {
            renamedTo = plain(line.substring(10));
            return true;
        }
        if (line.startsWith("copy from ") || line.startsWith("copy to ")) {
            copies = true;
            return true;
        }
        if (line.startsWith("Binary files ")) {
            binary = true;
            return true;
        }
        return line.startsWith("index ");
    }

    private boolean takeMode(String octal) {
        mode = FileMode.of(octal.strip()).orElse(null);
        return mode != null;
    }

    /// Takes what follows `---` and `+++`.
    void names(String before, String after) {
        old = plain(before);
        fresh = plain(after);
    }

    boolean isCopy() {
        return copies;
    }

    boolean isBinary() {
        return binary;
    }

    @Nullable
    FileMode mode() {
        return mode;
    }

    /// For people.
    String shown() {
        Edit.Name name = after() == null ? before() : after();
        return name == null ? "a file without a name" : name.shown();
    }

    /// The file before; null if it comes.
    Edit.@Nullable Name before() {
        if (renamedFrom != null) {
            return Edit.Name.of(renamedFrom);
        }
        return creates || old == null || old.equals(NOTHING) ? null : name(old);
    }

    /// The file afterwards; null if it goes.
    Edit.@Nullable Name after() {
        if (renamedTo != null) {
            return Edit.Name.of(renamedTo);
        }
        return deletes || fresh == null || fresh.equals(NOTHING) ? null : name(fresh);
    }

    /// Whether it says that the file moves.
    boolean isMove() {
        return renamedFrom != null && renamedTo != null;
    }

    private Edit.Name name(String raw) {
        boolean prefixed = prefixed(old, OLD_PREFIXES) && prefixed(fresh, NEW_PREFIXES);
        List<String> spellings = new ArrayList<>();
        if (prefixed) {
            spellings.add(raw.substring(2));
        }
        if (!prefixed || !git) {
            // Names that differ, as x.orig and x, are one file's; the new one is likelier to be there.
            boolean comes = NOTHING.equals(old) || NOTHING.equals(fresh);
            spellings.add(prefixed || comes || fresh == null ? raw : fresh);
            spellings.add(raw);
        }
        return new Edit.Name(List.copyOf(new LinkedHashSet<>(spellings)));
    }

    private static boolean prefixed(@Nullable String name, String letters) {
        return name == null
                || name.equals(NOTHING)
                || (name.length() > 2 && name.charAt(1) == '/' && letters.indexOf(name.charAt(0)) >= 0);
    }

    /// A name without a date behind it and without quotes.
    private static String plain(String name) {
        if (name.startsWith("\"")) {
            return unquoted(name.substring(1, Math.max(1, closing(name) - 1)));
        }
        int tab = name.indexOf('\t');
        String cut = (tab < 0 ? name : name.substring(0, tab)).stripTrailing();
        return cut.startsWith("./") ? cut.substring(2) : cut;
    }

    /// Index behind the quote that closes.
    private static int closing(String name) {
        for (int i = 1; i < name.length(); i++) {
            if (name.charAt(i) == '\\') {
                i++;
            } else if (name.charAt(i) == '"') {
                return i + 1;
            }
        }
        return name.length();
    }

    private static String unquoted(String name) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '\\' || i + 1 == name.length()) {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            } else if (name.substring(i + 1).matches("(?s)[0-3][0-7]{2}.*")) {
                bytes.write(Integer.parseInt(name.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                char next = name.charAt(++i);
                int index = "abtnvfr".indexOf(next);
                bytes.writeBytes(String.valueOf(index < 0 ? next : "\u0007\b\t\n\u000b\f\r".charAt(index))
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
