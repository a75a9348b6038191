package dev.errata.rules.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Names of code languages. Models and people write `js`, `JavaScript` or `node`; rules are confined to one name.
///
/// **Source:** the aliases that GitHub Linguist and the info strings of local models use.
public final class Languages {

    private static final Map<String, String> CANONICAL = table();

    private Languages() {}

    private static Map<String, String> table() {
        Map<String, String> table = new HashMap<>();
        known(table, "bash", "sh", "shell", "zsh", "console", "shell-session", "shellscript");
        known(table, "batch", "bat", "cmd");
        known(table, "c", "h");
        known(table, "cpp", "c++", "cc", "cxx", "hpp", "h++");
        known(table, "csharp", "c#", "cs");
        known(table, "css");
        known(table, "diff", "patch", "udiff");
        known(table, "dockerfile", "docker");
        known(table, "elixir", "ex", "exs");
        known(table, "fsharp", "f#", "fs");
        known(table, "go", "golang");
        known(table, "haskell", "hs");
        known(table, "html", "htm", "xhtml");
        known(table, "java");
        known(table, "javascript", "js", "jsx", "mjs", "cjs", "node", "nodejs");
        known(table, "json", "jsonc", "json5");
        known(table, "kotlin", "kt", "kts");
        known(table, "lua");
        known(table, "makefile", "make", "mk");
        known(table, "markdown", "md");
        known(table, "objective-c", "objc", "objectivec");
        known(table, "perl", "pl");
        known(table, "php");
        known(table, "powershell", "ps1", "pwsh", "ps");
        known(table, "python", "py", "python3", "py3", "pycon");
        known(table, "r", "rscript");
        known(table, "ruby", "rb");
        known(table, "rust", "rs");
        known(table, "scala", "sc");
        known(table, "sql", "sqlite", "postgresql", "mysql");
        known(table, "swift");
        known(table, "text", "txt", "plain", "plaintext");
        known(table, "toml");
        known(table, "typescript", "ts", "tsx", "mts", "cts");
        known(table, "visual-basic", "vb", "vb.net", "vbnet");
        known(table, "xml", "svg", "xsd", "xslt");
        known(table, "yaml", "yml");
        return Map.copyOf(table);
    }

    private static void known(Map<String, String> table, String name, String... aliases) {
        table.put(name, name);
        for (String alias : aliases) {
            table.put(alias, name);
        }
    }

    /// The one name of a language; a name that is not known, in lower case.
    public static String canonical(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return CANONICAL.getOrDefault(lower, lower);
    }

    /// The canonical language of a fence's info string, empty if it names none.
    ///
    /// Its first word counts, without what tools hang on to it: `{.python}`, `js{1,3}`, `ts:src/a.ts`, `rust,ignore`.
    public static String ofInfoString(String info) {
        int start = 0;
        while (start < info.length() && " \t{.".indexOf(info.charAt(start)) >= 0) {
            start++;
        }
        int end = start;
        while (end < info.length() && isPart(info.charAt(end))) {
            end++;
        }
        return canonical(info.substring(start, end));
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '+' || c == '#' || c == '-' || c == '_' || c == '.';
    }
}
