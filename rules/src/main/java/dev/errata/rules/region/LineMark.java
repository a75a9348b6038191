package dev.errata.rules.region;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// The lines that clients read as part of an edit, or instead of an answer. They stand at the very beginning of a line.
///
/// **Source:** each names its own; the sections are those of the wire dossier.
enum LineMark {
    HEAD("(?:<{5,9}|-{5,9}) SEARCH>?[ \\t]*", true, "begins the old side of a search and replace block", "Aider, Cline, Roo Code"),
    DIVIDER("={5,9}[ \\t]*", true, "ends the old side, inside a block", "Aider, Cline, Roo Code"),
    UPDATED("(?:>{5,9}|\\+{5,9}) REPLACE>?[ \\t]*", true, "ends the new side", "Aider, Cline, Roo Code"),
    ESCAPED(
            "\\\\(?:<{5,9}|>{5,9}|={5,9}|-{5,9}|\\+{5,9})(?: SEARCH>?| REPLACE>?)?[ \\t]*",
            true,
            "a marker that is part of the new side",
            "Roo Code"),
    BEGIN_PATCH("\\*\\*\\* Begin Patch[ \\t]*", true, "begins a patch", "apply_patch (V4A)"),
    END_PATCH("\\*\\*\\* End Patch[ \\t]*", true, "ends it", "apply_patch (V4A)"),
    PATCH_FILE(
            "\\*\\*\\* (?:Add File|Delete File|Update File|Move to|Environment ID): ",
            false,
            "names what a patch changes",
            "apply_patch (V4A)"),
    END_OF_FILE("\\*\\*\\* End of File[ \\t]*", true, "says that a change is at the file's end", "apply_patch (V4A)"),
    DIFF_OLD("--- (?=\\S*[./])\\S+(?:\\t.*)?[ \\t]*", true, "names the old file of a diff", "unified diff"),
    DIFF_NEW("\\+\\+\\+ ", false, "names the new file, right below the old one", "unified diff"),
    DIFF_GIT("diff --git ", false, "begins a file in a diff of git", "unified diff"),
    DIFF_INDEX("index [0-9a-f]{7,40}\\.\\.[0-9a-f]", false, "names the contents that a diff of git is between", "unified diff"),
    SENTINEL("NO_REPLY[ \\t]*", true, "says that there is no answer", "agents with scheduled turns");

    /// Outside of edits.
    static final Set<LineMark> PLAIN =
            EnumSet.complementOf(EnumSet.of(DIVIDER, ESCAPED, DIFF_NEW));

    /// Right below the line that names the old file of a diff.
    static final Set<LineMark> BELOW_DIFF_OLD = EnumSet.complementOf(EnumSet.of(DIVIDER, ESCAPED));

    /// In a patch that no lines of its own begin and end.
    static final Set<LineMark> LOOSE_PATCH = EnumSet.of(HEAD, UPDATED, BEGIN_PATCH);

    static final Set<LineMark> OLD_SIDE = EnumSet.of(DIVIDER, UPDATED);
    static final Set<LineMark> NEW_SIDE = EnumSet.of(DIVIDER, UPDATED, HEAD, ESCAPED);
    static final Set<LineMark> PATCH = EnumSet.of(END_PATCH);
    static final Set<LineMark> NONE = EnumSet.noneOf(LineMark.class);

    private final Pattern pattern;
    private final boolean whole;
    private final String meaning;
    private final String source;

    LineMark(String pattern, boolean whole, String meaning, String source) {
        this.pattern = Pattern.compile(pattern);
        this.whole = whole;
        this.meaning = meaning;
        this.source = source;
    }

    /// What the line looks like: all of it, or its beginning.
    Pattern pattern() {
        return pattern;
    }

    /// Whether the whole line has to look so.
    boolean whole() {
        return whole;
    }

    String meaning() {
        return meaning;
    }

    String source() {
        return source;
    }
}
