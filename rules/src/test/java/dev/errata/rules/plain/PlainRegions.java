package dev.errata.rules.plain;

import dev.errata.rules.Scope;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which rules may apply where, on a whole text, line by line with plain patterns: the reference for the trackers.
public final class PlainRegions {

    /// How a text is read.
    public enum Form {
        ANSWER,
        PATCH,
        LEAF
    }

    private static final Pattern LINE = Pattern.compile("([^\r\n]*)(\r\n|\r|\n|\\z)");
    private static final Pattern HEAD = Pattern.compile("(<{5,9}|-{5,9}) SEARCH>?[ \t]*");
    private static final Pattern DIVIDER = Pattern.compile("={5,9}[ \t]*");
    private static final Pattern UPDATED = Pattern.compile("(>{5,9}|\\+{5,9}) REPLACE>?[ \t]*");
    private static final Pattern ESCAPED =
            Pattern.compile("\\\\(<{5,9}|>{5,9}|={5,9}|-{5,9}|\\+{5,9})( SEARCH>?| REPLACE>?)?[ \t]*");
    private static final Pattern BEGIN = Pattern.compile("\\*\\*\\* Begin Patch[ \t]*");
    private static final Pattern END = Pattern.compile("\\*\\*\\* End Patch[ \t]*");
    private static final Pattern FILE =
            Pattern.compile("\\*\\*\\* (?:Add File|Delete File|Update File|Move to|Environment ID): (.*)");
    private static final Pattern OLD = Pattern.compile("--- (?=\\S*(?:/|\\.\\w))\\S+(?:\t.*)?[ \t]*");
    private static final Pattern OTHER = Pattern.compile(
            "\\*\\*\\* End of File[ \t]*|diff --git .*|index [0-9a-f]{7,40}\\.\\.[0-9a-f].*|NO_REPLY[ \t]*");
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "[ \t]*((?://|#|--|/\\*|\\{/\\*|<!--|;|%)[ \t]*(?:\\.\\.\\.|\u2026).*)");
    private static final Pattern INLINE = Pattern.compile("<path>[^<]*"
            + "|</?(?:think|tool_call|path|diff|content|write_to_file|replace_in_file|result)>"
            + "|</(?:function|parameter)>"
            + "|<(?:function|parameter)=[^> \t]*>?|<\\|[\\p{L}\\p{Nd}_]{1,40}\\|>|\\[TOOL_CALLS]");
    private static final Pattern PATH = Pattern.compile("[ #*`]*[^ #*`][^ ]*\\.([\\p{L}\\p{Nd}]{1,9})[ :*`]*");
    private static final Map<String, String> LANGUAGES =
            Map.of("js", "javascript", "py", "python", "patch", "diff", "ts", "typescript");

    /// By unit; null where nothing may be touched.
    final @Nullable Scope[] scopes;

    final String[] languages;

    private final String text;
    private final Form form;
    private final Scope side;
    private final String sideLanguage;
    private final PlainBlocks blocks = new PlainBlocks();

    private String mode = "";
    private String newSide = "";
    private String patchFile = "";
    private String path = "";
    private String lastPath = "";
    private int pathAge = 3;
    private boolean belowOld;
    private boolean belowDiffOld;

    /// Reads a whole text.
    public PlainRegions(String text, Form form, Scope side, String sideLanguage) {
        this(text, form, side, sideLanguage, text.length());
        Matcher lines = LINE.matcher(text);
        while (lines.find() && lines.end() > lines.start()) {
            line(lines.group(1), lines.start(), lines.end());
        }
    }

    private PlainRegions(String text, Form form, Scope side, String sideLanguage, int length) {
        this.text = text;
        this.form = form;
        this.side = side;
        this.sideLanguage = sideLanguage;
        this.scopes = new Scope[length];
        this.languages = new String[length];
        Arrays.fill(languages, "");
        patchFile = sideLanguage;
    }

    /// A text that is all of one scope.
    PlainRegions(String text, Scope scope) {
        this("", Form.LEAF, scope, "", text.length());
        Arrays.fill(scopes, scope);
    }

    /// The scope of a unit, null if it is protected.
    public @Nullable Scope scope(int at) {
        return scopes[at];
    }

    public String language(int at) {
        return languages[at];
    }

    private boolean answering() {
        return form == Form.ANSWER && mode.isEmpty();
    }

    private void line(String line, int start, int end) {
        boolean diffFence = blocks.inFence() && fenced().equals("diff");
        if (mode.equals("diff") && !line.matches("([-+ @\\\\].*)?")) {
            mode = "";
        }
        if (form == Form.LEAF) {
            open(line, start, start, end, side, sideLanguage);
        } else if (mode.equals("old")) {
            if (DIVIDER.matcher(line).matches()) {
                mode = "new";
            } else if (UPDATED.matcher(line).matches()) {
                mode = "";
            }
        } else if (mode.equals("new")) {
            if (HEAD.matcher(line).matches()) {
                head();
            } else if (DIVIDER.matcher(line).matches() || UPDATED.matcher(line).matches()) {
                mode = "";
            } else if (!ESCAPED.matcher(line).matches()) {
                open(line, start, start, end, side, newSide);
            }
        } else if (mode.equals("patch")) {
            if (END.matcher(line).matches()) {
                mode = "";
            } else if (blocks.inFence() && blocks.line(line, true).fence()) {
                mode = "";
            } else {
                patchLine(line, start);
            }
        } else if (mode.equals("diff")) {
            patchLine(line, start);
        } else if (!mark(line, diffFence)) {
            if (form == Form.PATCH) {
                patchLine(line, start);
            } else {
                markdown(line, start, end);
            }
        }
        if (answering()) {
            String named = path(line);
            pathAge = named.isEmpty() ? pathAge + 1 : 0;
            path = named.isEmpty() ? path : named;
        }
    }

    private void head() {
        boolean fence = blocks.inFence() && !fenced().equals("diff") && mode.isEmpty();
        newSide = fence ? fenced() : "";
        if (newSide.isEmpty() && form == Form.ANSWER) {
            lastPath = pathAge < 3 ? path : lastPath;
            newSide = lastPath;
        }
        newSide = newSide.isEmpty() ? sideLanguage : newSide;
        mode = "old";
    }

    /// Whether the line is a marker of its own.
    private boolean mark(String line, boolean diffFence) {
        boolean loose = form == Form.PATCH || diffFence;
        boolean below = belowDiffOld;
        belowDiffOld = false;
        boolean begins = BEGIN.matcher(line).matches();
        boolean heads = HEAD.matcher(line).matches();
        boolean old = !loose && OLD.matcher(line).matches();
        boolean newHeader = !loose && below && line.startsWith("+++ ");
        boolean other = !loose
                && (OTHER.matcher(line).matches()
                        || FILE.matcher(line).matches()
                        || END.matcher(line).matches());
        if (!begins && !heads && !old && !newHeader && !other && !UPDATED.matcher(line).matches()) {
            return false;
        }
        belowOld = false;
        if (form == Form.ANSWER) {
            blocks.leave();
        }
        if (heads) {
            head();
        } else if (begins) {
            mode = "patch";
            patchFile = sideLanguage;
        } else if (old) {
            belowDiffOld = true;
            patchFile = sideLanguage;
            names(line.substring(4));
        } else if (newHeader) {
            names(line.substring(4));
            mode = "diff";
        }
        return true;
    }

    private void names(String file) {
        String named = path(file);
        patchFile = named.isEmpty() ? patchFile : named;
    }

    private static String path(String line) {
        String name = line.replaceAll("(?<=.)\t.*", "").replaceAll("^<path>([^<]*).*", "$1");
        Matcher path = PATH.matcher(name);
        return line.length() <= 120 && path.matches() ? canonical(path.group(1)) : "";
    }

    /// What the last fence's info string names.
    private String fenced() {
        return canonical(blocks.info().replaceAll("(?s)^[ \t{.]*([\\p{L}\\p{Nd}+#._-]*).*", "$1"));
    }

    private static String canonical(String name) {
        return LANGUAGES.getOrDefault(name, name);
    }

    private void patchLine(String line, int start) {
        boolean header = belowOld && line.startsWith("+++ ");
        belowOld = line.startsWith("--- ");
        if (header || belowOld) {
            names(line.substring(4));
        } else if (line.startsWith("+")) {
            open(line, start, start + 1, start + line.length(), side, patchFile);
        } else {
            Matcher file = FILE.matcher(line);
            if (file.matches()) {
                names(file.group(1));
            }
        }
    }

    private void markdown(String line, int start, int end) {
        PlainBlocks.Found found = blocks.line(line, false);
        String language = fenced();
        if (found.fence()) {
            open(line, start, start, start + found.from(), Scope.PROSE, "");
            if (blocks.inFence()) {
                patchFile = language;
                belowOld = false;
            } else {
                Arrays.fill(scopes, start, start + found.from(), null);
            }
        } else if (!found.inside()) {
            open(line, start, start, end, Scope.PROSE, "");
        } else if (language.equals("diff")) {
            patchLine(line.substring(found.from()), start + found.from());
        } else {
            open(line, start, blocks.inQuote() ? start + found.from() : start, end, Scope.CODE, language);
        }
    }

    /// Opens part of a line to rules, but for what is protected in it.
    private void open(String line, int start, int from, int to, Scope scope, String language) {
        Arrays.fill(scopes, from, to, scope);
        Arrays.fill(languages, from, to, language);
        int end = Math.min(to, start + line.length());
        if (form == Form.ANSWER) {
            Matcher markers = INLINE.matcher(text.substring(from, end));
            while (markers.find()) {
                Arrays.fill(scopes, from + markers.start(), from + markers.end(), null);
            }
        }
        Matcher placeholder = PLACEHOLDER.matcher(line);
        if (placeholder.matches() && from == start) {
            Arrays.fill(scopes, start + placeholder.start(1), to, null);
        }
    }
}
