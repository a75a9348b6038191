package dev.errata.rules.region;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// The lines that clients read as part of an edit, or instead of an answer. They stand at the very beginning of a line.
///
/// **Source:** each names its own: the clients' parsers, or the format's grammar.
enum LineMark {
    HEAD(
            "(?:<{5,9}|-{5,9}) SEARCH>?[ \\t]*",
            "<<<<<<< SEARCH, ------- SEARCH",
            "begins the old side of a search and replace block",
            "Aider, Cline, Roo Code"),
    DIVIDER("={5,9}[ \\t]*", "=======", "ends the old side, inside such a block", "Aider, Cline, Roo Code"),
    UPDATED(
            "(?:>{5,9}|\\+{5,9}) REPLACE>?[ \\t]*",
            ">>>>>>> REPLACE, +++++++ REPLACE",
            "ends the new side",
            "Aider, Cline, Roo Code"),
    ESCAPED(
            "\\\\(?:<{5,9}|>{5,9}|={5,9}|-{5,9}|\\+{5,9})(?: SEARCH>?| REPLACE>?)?[ \\t]*",
            "\\=======",
            "a marker that is part of the new side",
            "Roo Code"),
    BEGIN_PATCH("\\*\\*\\* Begin Patch[ \\t]*", "*** Begin Patch", "begins a patch", "apply_patch"),
    END_PATCH("\\*\\*\\* End Patch[ \\t]*", "*** End Patch", "ends it", "apply_patch"),
    PATCH_FILE(
            "\\*\\*\\* (?:Add File|Delete File|Update File|Move to|Environment ID): ",
            "*** Add File: PATH, *** Update File: PATH, *** Delete File: PATH, *** Move to: PATH, "
                    + "*** Environment ID: ID",
            "names what a patch changes",
            "apply_patch"),
    END_OF_FILE(
            "\\*\\*\\* End of File[ \\t]*", "*** End of File", "a change is at the file's end", "apply_patch"),
    DIFF_OLD(
            "--- (?=\\S*(?:/|[.]\\w))\\S+(?:\\t.*)?[ \\t]*",
            "--- PATH",
            "names the old file of a diff",
            "unified diff"),
    DIFF_NEW("\\+\\+\\+ ", "+++ PATH", "names the new file, right below the old one", "unified diff"),
    DIFF_GIT("diff --git ", "diff --git", "begins a file in a diff of git", "unified diff"),
    DIFF_INDEX(
            "index [0-9a-f]{7,40}\\.\\.[0-9a-f]",
            "index ID..ID",
            "names the contents that a diff of git is between",
            "unified diff"),
    SENTINEL("NO_REPLY[ \\t]*", "NO_REPLY", "says that there is no answer", "agents with turns on a schedule");

    /// Those of which the beginning of a line is enough.
    private static final Set<LineMark> BEGINNINGS = EnumSet.of(PATCH_FILE, DIFF_NEW, DIFF_GIT, DIFF_INDEX);

    /// Outside of edits.
    static final Set<LineMark> PLAIN = EnumSet.complementOf(EnumSet.of(DIVIDER, ESCAPED, DIFF_NEW));

    /// Right below the line that names the old file of a diff.
    static final Set<LineMark> BELOW_DIFF_OLD = EnumSet.complementOf(EnumSet.of(DIVIDER, ESCAPED));

    /// In a patch that no lines of its own begin and end.
    static final Set<LineMark> LOOSE_PATCH = EnumSet.of(HEAD, UPDATED, BEGIN_PATCH);

    static final Set<LineMark> OLD_SIDE = EnumSet.of(DIVIDER, UPDATED);
    static final Set<LineMark> NEW_SIDE = EnumSet.of(DIVIDER, UPDATED, HEAD, ESCAPED);
    static final Set<LineMark> PATCH = EnumSet.of(END_PATCH);
    static final Set<LineMark> NONE = EnumSet.noneOf(LineMark.class);

    private final Pattern pattern;
    private final String shown;
    private final String meaning;
    private final String source;

    LineMark(String pattern, String shown, String meaning, String source) {
        this.pattern = Pattern.compile(pattern);
        this.shown = shown;
        this.meaning = meaning;
        this.source = source;
    }

    /// For people: what is looked for, what it is to its reader, and who reads it.
    Marker marker() {
        return new Marker(shown, meaning, source);
    }

    /// What the line looks like: all of it, or its beginning.
    Pattern pattern() {
        return pattern;
    }

    /// Whether the whole line has to look so.
    boolean whole() {
        return !BEGINNINGS.contains(this);
    }
}
