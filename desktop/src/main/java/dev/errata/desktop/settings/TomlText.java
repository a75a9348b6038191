package dev.errata.desktop.settings;

import com.electronwill.nightconfig.core.Config;
import com.electronwill.nightconfig.core.UnmodifiableConfig;
import com.electronwill.nightconfig.core.io.ParsingException;
import com.electronwill.nightconfig.toml.TomlFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a TOML file: its values by dotted key, and the change of one value that leaves every other letter as it
/// was.
///
/// The change is made on the line itself, because a parse and re-write would lose blank lines, quoting and comments
/// behind
/// values. Whether the line was understood rightly is proved by parsing the result: exactly the one value may differ.
final class TomlText {
    private static final Pattern TABLE = Pattern.compile("^\\s*\\[\\s*([^\\[\\]]+?)\\s*]\\s*(#.*)?$");
    private static final Pattern ARRAY_TABLE = Pattern.compile("^\\s*\\[\\[.*]]\\s*(#.*)?$");
    private static final Pattern PAIR = Pattern.compile(
            "^(\\s*([A-Za-z0-9_.\\- ]+?)\\s*=\\s*)" + "(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^#\\s]+)(\\s*(?:#.*)?)$");

    private TomlText() {}

    /// Every value by its dotted key, as text.
    ///
    /// @throws ParsingException if it is not TOML
    static Map<String, String> values(String text) {
        // A byte order mark is an editor's habit, not a part of the file.
        Config config =
                TomlFormat.instance().createParser().parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        Map<String, String> values = new LinkedHashMap<>();
        flatten("", config, values);
        return values;
    }

    private static void flatten(String prefix, UnmodifiableConfig config, Map<String, String> into) {
        for (UnmodifiableConfig.Entry entry : config.entrySet()) {
            Object value = entry.getRawValue();
            String key = prefix + entry.getKey();
            if (value instanceof UnmodifiableConfig table) {
                flatten(key + '.', table, into);
            } else if (value instanceof List<?> list
                    && !list.isEmpty()
                    && list.stream().allMatch(UnmodifiableConfig.class::isInstance)) {
                into.put(key, ServerList.line(list));
            } else {
                into.put(key, String.valueOf(value));
            }
        }
    }

    /// The text with one value changed or added; empty if that cannot be done safely.
    ///
    /// @param toml the value as TOML
    /// @param value the value as [#values] gives it
    static Optional<String> with(String text, String key, String toml, String value) {
        Map<String, String> wanted = values(text);
        wanted.put(key, value);
        String changed = edit(text, key, toml);
        try {
            return values(changed).equals(wanted) ? Optional.of(changed) : Optional.empty();
        } catch (ParsingException e) {
            return Optional.empty();
        }
    }

    private static String edit(String text, String key, String toml) {
        String[] lines = text.isEmpty() ? new String[0] : text.split("\n", -1);
        String table = "";
        int firstTable = -1;
        int home = -1; // the header of the table that the key would belong to
        int bestLength = 0;
        for (int i = 0; i < lines.length; i++) {
            if (ARRAY_TABLE.matcher(lines[i]).matches()) {
                // What follows belongs to no key that could be asked for.
                table = "[].";
                firstTable = firstTable < 0 ? i : firstTable;
                continue;
            }
            Matcher header = TABLE.matcher(lines[i]);
            if (header.matches()) {
                table = header.group(1).replaceAll("\\s*\\.\\s*", ".") + '.';
                firstTable = firstTable < 0 ? i : firstTable;
                if (key.startsWith(table) && table.length() > bestLength) {
                    home = i;
                    bestLength = table.length();
                }
                continue;
            }
            Matcher pair = PAIR.matcher(lines[i]);
            if (pair.matches() && (table + pair.group(2).replaceAll("\\s*\\.\\s*", ".")).equals(key)) {
                lines[i] = pair.group(1) + toml + pair.group(4);
                return String.join("\n", lines);
            }
        }
        StringBuilder result = new StringBuilder();
        int at = home >= 0 ? home + 1 : firstTable >= 0 ? firstTable : lines.length;
        for (int i = 0; i < lines.length; i++) {
            if (i == at) {
                result.append(key.substring(bestLength))
                        .append(" = ")
                        .append(toml)
                        .append('\n');
            }
            result.append(lines[i]).append(i < lines.length - 1 ? "\n" : "");
        }
        if (at >= lines.length) {
            result.append(result.isEmpty() || result.charAt(result.length() - 1) == '\n' ? "" : "\n");
            result.append(key.substring(bestLength)).append(" = ").append(toml).append('\n');
        }
        return result.toString();
    }
}
