package dev.errata.rules.pack;

import dev.errata.rules.pack.RegexScripts.Unfit;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A SillyTavern replacement in the language of ours.
///
/// There `$` means something only before digits or a known `<name>`, and all digits belong to the number; so every
/// other `$` is doubled here, and a number of several digits is written in braces.
final class ScriptReplacement {
    private static final Pattern MATCH = Pattern.compile("\\{\\{match}}", Pattern.CASE_INSENSITIVE);
    private static final Pattern MACRO = Pattern.compile("\\{\\{[^{}]*}}");
    private static final Pattern DOLLAR = Pattern.compile("\\$(?:(\\d+)|<([^>]+)>)?");
    private static final Pattern GROUP = Pattern.compile("(?<!\\$)(?:\\$\\$)*\\$[\\d{]");

    private ScriptReplacement() {}

    /// @param names of the pattern's groups
    static String of(String replacement, Set<String> names) throws Unfit {
        String text = MATCH.matcher(replacement).replaceAll(Matcher.quoteReplacement("$0"));
        Matcher macro = MACRO.matcher(text);
        if (macro.find()) {
            throw new Unfit("its replacement has the macro " + macro.group()
                    + ", which means nothing here; write what it stands for.");
        }
        return DOLLAR.matcher(text).replaceAll(found -> Matcher.quoteReplacement(dollar(found, names)));
    }

    private static String dollar(MatchResult found, Set<String> names) {
        String number = found.group(1);
        String name = found.group(2);
        if (number != null) {
            return number.length() == 1 ? "$" + number : "${" + number + "}";
        }
        return name != null && names.contains(name) ? "${" + name + "}" : "$" + found.group();
    }

    /// Whether a replacement of ours takes anything from the match.
    static boolean takesGroups(String replacement) {
        return GROUP.matcher(replacement).find();
    }
}
