package dev.errata.rules.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.Rule;
import dev.errata.rules.match.CompiledRule;
import dev.errata.rules.text.Rewrite;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What RE2 itself finds, found by a lane that gets the text one unit at a time: where the first match is, and what its
/// groups hold.
///
/// **Source:** see the head of the data file.
final class Re2CorpusTest {

    private static final int ANYWHERE_FIRST = 1;

    private int compared;
    private int refused;
    private final List<String> differences = new ArrayList<>();

    @Test
    void findsWhatRe2Finds() throws IOException {
        List<String> strings = new ArrayList<>();
        try (BufferedReader lines = open()) {
            boolean inStrings = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("strings")) {
                    inStrings = true;
                    strings.clear();
                } else if (line.equals("regexps")) {
                    inStrings = false;
                } else if (line.startsWith("\"") && inStrings) {
                    strings.add(unquote(line));
                } else if (line.startsWith("\"")) {
                    List<String> results = new ArrayList<>();
                    for (int i = 0; i < strings.size(); i++) {
                        results.add(Objects.requireNonNull(lines.readLine()).split(";", -1)[ANYWHERE_FIRST]);
                    }
                    compare(unquote(line), strings, results);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThanOrEqualTo(1_000);
        // What can match the empty text is no rule; \C, a single byte, means nothing here.
        assertThat(refused).isLessThan(compared);
    }

    private static BufferedReader open() {
        var stream = Objects.requireNonNull(Re2CorpusTest.class.getResourceAsStream("/re2/re2-search.txt"));
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private void compare(String pattern, List<String> strings, List<String> results) {
        switch (CompiledRule.compile(SomeRules.regex(1, pattern, ""), new AtomicInteger())) {
            case CompiledRule.Compiled ready -> {}
            case CompiledRule.Faulty faulty -> {
                refused++;
                return;
            }
        }
        for (int i = 0; i < strings.size(); i++) {
            String found = first(pattern, strings.get(i));
            String expected = texts(strings.get(i), results.get(i));
            compared++;
            if (!found.equals(expected)) {
                differences.add(pattern + " in " + strings.get(i) + ": " + found + ", RE2: " + expected);
            }
        }
    }

    /// The start of the first match and the texts of its groups, as a lane finds them.
    private static String first(String pattern, String text) {
        StringBuilder replacement = new StringBuilder("${0}");
        int groups = groups(pattern);
        for (int group = 1; group <= groups; group++) {
            replacement.append("|${").append(group).append('}');
        }
        Rule rule = SomeRules.regex(1, pattern, replacement + "~");
        LaneRewriter lane = SomeRules.select(rule).lane(LaneKind.TOOL_ARGS);
        for (int at = 0; at < text.length(); at++) {
            lane.push(text.substring(at, at + 1));
        }
        lane.end();
        List<Rewrite> rewrites = lane.take(lane.settled()).rewrites();
        return rewrites.isEmpty()
                ? "-"
                : rewrites.getFirst().span().start() + " " + rewrites.getFirst().after();
    }

    /// Capturing groups: opening parentheses that stand for themselves in none of the corpus's patterns.
    private static int groups(String pattern) {
        int groups = 0;
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '\\') {
                i++;
            } else if (pattern.charAt(i) == '(' && (pattern.charAt(i + 1) != '?' || pattern.charAt(i + 2) == 'P')) {
                groups++;
            }
        }
        return groups;
    }

    /// RE2's byte offsets as the start in units and the texts of the groups.
    private static String texts(String text, String result) {
        if (result.equals("-")) {
            return "-";
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder texts = new StringBuilder();
        for (String group : result.split(" ", -1)) {
            String part = "";
            if (!group.equals("-")) {
                int dash = group.indexOf('-');
                int from = Integer.parseInt(group.substring(0, dash));
                int to = Integer.parseInt(group.substring(dash + 1));
                part = new String(bytes, from, to - from, StandardCharsets.UTF_8);
                if (texts.isEmpty()) {
                    texts.append(new String(bytes, 0, from, StandardCharsets.UTF_8).length())
                            .append(' ')
                            .append(part);
                    continue;
                }
            }
            texts.append('|').append(part);
        }
        return texts.append('~').toString();
    }

    /// A Go string literal.
    private static String unquote(String quoted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String inner = quoted.substring(1, quoted.length() - 1);
        for (int i = 0; i < inner.length(); ) {
            int c = inner.codePointAt(i);
            i += Character.charCount(c);
            if (c != '\\') {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            char escape = inner.charAt(i++);
            switch (escape) {
                case 'a' -> bytes.write(7);
                case 'f' -> bytes.write('\f');
                case 'n' -> bytes.write('\n');
                case 'r' -> bytes.write('\r');
                case 't' -> bytes.write('\t');
                case 'v' -> bytes.write(11);
                case 'x' -> {
                    bytes.write(Integer.parseInt(inner.substring(i, i + 2), 16));
                    i += 2;
                }
                case 'u' -> {
                    int unit = Integer.parseInt(inner.substring(i, i + 4), 16);
                    bytes.writeBytes(Character.toString(unit).getBytes(StandardCharsets.UTF_8));
                    i += 4;
                }
                default -> bytes.write(escape);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
