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
        known(table, "cpp", "c++", "cc", "cxx", "hpp", "h++", "hh", "hxx");
        known(table, "csharp", "c#", "cs");
        known(table, "clojure", "clj", "cljs");
        known(table, "css");
        known(table, "dart");
        known(table, "diff", "patch", "udiff");
        known(table, "dockerfile", "docker");
        known(table, "elixir", "ex", "exs");
        known(table, "erlang", "erl");
        known(table, "fsharp", "f#", "fs");
        known(table, "go", "golang");
        known(table, "groovy", "gradle");
        known(table, "haskell", "hs");
        known(table, "html", "htm", "xhtml");
        known(table, "ini", "cfg");
        known(table, "java");
        known(table, "javascript", "js", "jsx", "mjs", "cjs", "node", "nodejs");
        known(table, "json", "jsonc", "json5");
        known(table, "julia", "jl");
        known(table, "kotlin", "kt", "kts");
        known(table, "less");
        known(table, "lua");
        known(table, "makefile", "make", "mk");
        known(table, "markdown", "md", "mdx");
        known(table, "objective-c", "objc", "objectivec", "mm");
        known(table, "ocaml", "ml", "mli");
        known(table, "perl", "pl");
        known(table, "php");
        known(table, "powershell", "ps1", "pwsh", "ps");
        known(table, "python", "py", "python3", "py3", "pycon", "pyi");
        known(table, "r", "rscript");
        known(table, "ruby", "rb");
        known(table, "rust", "rs");
        known(table, "scala", "sc");
        known(table, "scss", "sass");
        known(table, "sql", "sqlite", "postgresql", "mysql");
        known(table, "svelte");
        known(table, "swift");
        known(table, "terraform", "tf", "hcl");
        known(table, "text", "txt", "plain", "plaintext");
        known(table, "toml");
        known(table, "typescript", "ts", "tsx", "mts", "cts");
        known(table, "visual-basic", "vb", "vb.net", "vbnet");
        known(table, "vue");
        known(table, "xml", "svg", "xsd", "xslt");
        known(table, "yaml", "yml");
        known(table, "zig");
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

    /// The canonical language of a file by the end of its name, empty if that tells none.
    ///
    /// @param path with `/` or `\\`, relative or not
    public static String ofFileName(String path) {
        String lower = path.strip().toLowerCase(Locale.ROOT);
        String name = lower.substring(Math.max(lower.lastIndexOf('/'), lower.lastIndexOf('\\')) + 1);
        return CANONICAL.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
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
