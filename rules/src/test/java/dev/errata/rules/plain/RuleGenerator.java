package dev.errata.rules.plain;

import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes random rules and texts from one seed, over alphabets so small that they meet.
public final class RuleGenerator {

    private static final List<String> ALPHABETS = List.of(
            "ab",
            "abc",
            "ab \n",
            "aAbB_ ",
            "a1-. ",
            "aé\u0301 ",
            "a\uD83D\uDE00\uD83D\uDE01b",
            "ab\uD83D\uDE00\n",
            "kK\u212AsS\u017F",
            "ab`\n",
            "a`~\n ",
            "a\r\n`",
            "<>a/|\n",
            "+- a\n",
            "> -a`\n1.",
            "=<a\n #",
            "./ab\n*");
    private static final List<String> FENCES = List.of(
            "```\n",
            "```js\n",
            "\n```py\n",
            "\n~~~\n",
            "```",
            "\n```\n",
            "\n   ````\n",
            "\n    ```\n",
            "\r\n```\r\n",
            "~~~ py x\n");

    private static final List<String> MARKERS = List.of(
            "> ",
            "\n> ```js\n> ",
            "\n- ```\n  ",
            "\n1. ~~~py\n",
            "<think>",
            "</think>",
            "<path>",
            "</path>",
            "<function=a>",
            "<|a|>",
            "[TOOL_CALLS]",
            "\nNO_REPLY\n",
            "\n// ... a\n",
            "\n  # ...",
            "\na.py\n",
            "\n<<<<<<< SEARCH\n",
            "\n------- SEARCH\n",
            "\n=======\n",
            "\n>>>>>>> REPLACE\n",
            "\n\\=======\n",
            "\n*** Begin Patch\n",
            "\n*** Update File: a/b.js\n",
            "\n*** End Patch\n",
            "\n--- a/b.js\n",
            "\n+++ b/b.py\n",
            "\n@@ -1 +1 @@\n",
            "\n+a",
            "\n-a\n",
            "\n```diff\n",
            "\n>>>>>>> REPLACE\n",
            "\n*** End of File",
            "\ndiff --git a",
            "\nindex 1234567..89ab",
            "\n--- old\n",
            "\n+++ new\n",
            "\n```\n",
            "</function>",
            "<parameter=",
            "\r\n");

    private static final String LETTERS = "a \n\r\t<>/|=+-*#.`~[\\@:_1";

    private final Random random;
    private final String alphabet;
    private final boolean fenced;

    public RuleGenerator(Random random) {
        this(random, ALPHABETS.get(random.nextInt(ALPHABETS.size())), random.nextInt(3) == 0);
    }

    public RuleGenerator(Random random, String alphabet, boolean fenced) {
        this.random = random;
        this.alphabet = alphabet;
        this.fenced = fenced;
    }

    public String text(int longest) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(longest + 1);
        while (text.length() < length) {
            if (fenced && random.nextInt(8) == 0) {
                List<String> parts = random.nextBoolean() ? FENCES : MARKERS;
                text.append(parts.get(random.nextInt(parts.size())));
            } else if (random.nextInt(200) == 0) {
                text.append(random.nextBoolean() ? '\uD83D' : '\uDE00');
            } else {
                text.appendCodePoint(letter());
            }
        }
        return text.toString();
    }

    /// A text of little else than markers.
    public static String markers(Random random) {
        StringBuilder text = new StringBuilder();
        for (int parts = 1 + random.nextInt(12); parts > 0; parts--) {
            switch (random.nextInt(6)) {
                case 0 -> text.append("a b\n");
                case 1 -> text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
                case 2 -> text.append(FENCES.get(random.nextInt(FENCES.size())));
                default -> text.append(MARKERS.get(random.nextInt(MARKERS.size())));
            }
        }
        return text.toString();
    }

    private int letter() {
        int count = alphabet.codePointCount(0, alphabet.length());
        return alphabet.codePointAt(alphabet.offsetByCodePoints(0, random.nextInt(count)));
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 1 + random.nextInt(random.nextBoolean() ? 3 : 6); i > 0; i--) {
            word.appendCodePoint(letter());
        }
        return word.toString();
    }

    public List<PlainRule> rules(int most) {
        List<PlainRule> rules = new ArrayList<>();
        for (int id = 1 + random.nextInt(most); id > 0; id--) {
            rules.add(rule(id));
        }
        return rules;
    }

    private PlainRule rule(long id) {
        boolean caseSensitive = random.nextInt(3) > 0;
        int kind = random.nextInt(5);
        if (kind < 2) {
            return rule(id, new Matcher.Literal(word(), caseSensitive), null, 0);
        }
        if (kind == 2) {
            return rule(id, new Matcher.Word(word(), caseSensitive), null, 0);
        }
        PatGenerator patterns = new PatGenerator(random, alphabet);
        Pat pat = patterns.next();
        return rule(id, new Matcher.Regex(pat.source(), true), pat, patterns.groups());
    }

    private PlainRule rule(long id, Matcher matcher, @Nullable Pat pat, int groups) {
        String replacement = switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> word();
            case 3 -> pat == null ? matcher.pattern() : "$0";
            case 4 -> pat == null ? "$1" : "<$" + random.nextInt(Math.min(9, groups) + 1) + "$$>";
            default -> "<" + id + ">";
        };
        Rule.Mode mode = switch (random.nextInt(10)) {
            case 0 -> Rule.Mode.OFF;
            case 1 -> Rule.Mode.SHADOW;
            default -> Rule.Mode.ENFORCE;
        };
        return new PlainRule(
                new Rule(
                        id,
                        "pattern_match",
                        matcher,
                        replacement,
                        0,
                        scopes(),
                        fenced && random.nextInt(6) == 0 ? (random.nextBoolean() ? "python" : "javascript") : null,
                        null,
                        null,
                        mode,
                        random.nextInt(3) - 1,
                        random.nextBoolean() ? 256 : 1 + random.nextInt(6),
                        Rule.OnError.OPEN,
                        Set.of(),
                        null),
                pat,
                groups);
    }

    private Set<Scope> scopes() {
        if (random.nextInt(2) == 0) {
            return Set.of(Scope.PROSE, Scope.CODE, Scope.TOOL_ARGS);
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (Scope scope : Scope.values()) {
            if (random.nextInt(3) > 0) {
                scopes.add(scope);
            }
        }
        return scopes;
    }
}
