package dev.errata.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.errata.rules.plain.Pat;
import dev.errata.rules.plain.PatGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Single matches against RE2/J. `-Derrata.oracle.cases=N -Derrata.oracle.seed=S` for longer runs.
final class RegexOracleTest {

    private static final int CASES = Integer.getInteger("errata.oracle.cases", 5_000);
    private static final long SEED = Long.getLong("errata.oracle.seed", 99L);

    @Test
    void takesTheMatchAndTheGroupsThatRe2Takes() {
        int matches = 0;
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED + i);
            String alphabet = List.of("ab", "abc ", "aA1_\n", "aé\uD83D\uDE00 ").get(random.nextInt(4));
            PatGenerator patterns = new PatGenerator(random, alphabet);
            Pat pat = patterns.next();
            // RE2/J 1.8 never comes back from (?i) on some ranges beyond ASCII: the JDK's cases are newer than its own.
            String flags = List.of("", "", "(?U)", alphabet.contains("é") ? "" : "(?i)")
                    .get(random.nextInt(4));
            matches += compare(SEED + i, flags + "(?:" + pat.source() + ")", patterns.groups(), text(random, alphabet));
        }
        assertThat(matches).isGreaterThan(CASES);
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        int count = alphabet.codePointCount(0, alphabet.length());
        for (int i = random.nextInt(16); i > 0; i--) {
            text.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, random.nextInt(count))));
        }
        return text.toString();
    }

    /// Compares all matches in a text and gives their number.
    private static int compare(long seed, String pattern, int groups, String text) {
        List<List<String>> expected = new ArrayList<>();
        Matcher oracle = Pattern.compile(pattern).matcher(text);
        while (oracle.find()) {
            List<String> match = new ArrayList<>();
            for (int group = 0; group <= groups; group++) {
                match.add(oracle.start(group) + "-" + oracle.end(group));
            }
            expected.add(match);
        }
        assertThat(Single.matches(pattern, text))
                .as("seed %s pattern %s text \"%s\"", seed, pattern, text)
                .isEqualTo(expected);
        return expected.size();
    }

    /// Runs one pattern through an attempt after the other, as a lane does.
    static final class Single {

        private Single() {}

        static List<List<String>> matches(String pattern, String text) {
            Regex regex = switch (Regex.compile(pattern, true, new AtomicInteger(10_000))) {
                case Regex ready -> ready;
                case RegexFault fault -> throw new AssertionError(pattern + ": " + fault);
            };
            LaneText lane = new LaneText();
            lane.append(text);
            lane.end();
            List<List<String>> found = new ArrayList<>();
            Attempt attempt = new Attempt();
            for (int at = 0; at < text.length(); ) {
                int end = lane.splitsPair(at) ? -1 : end(attempt, regex, lane, at);
                if (end < 0) {
                    at++;
                    continue;
                }
                String matched = text.substring(at, end);
                int[] slots = new Captures(
                                regex.program(),
                                regex.groups(),
                                matched,
                                lane.contextBefore(at),
                                lane.contextAfter(end))
                        .find();
                List<String> match = new ArrayList<>();
                for (int i = 0; i < slots.length; i += 2) {
                    match.add((slots[i] < 0 ? -1 : slots[i] + at) + "-" + (slots[i + 1] < 0 ? -1 : slots[i + 1] + at));
                }
                found.add(match);
                at = end;
            }
            return found;
        }

        private static int end(Attempt attempt, Regex regex, LaneText lane, int at) {
            attempt.begin(0, 8192, false, regex.automaton(), lane, at);
            attempt.advance(lane);
            return (int) attempt.matched();
        }
    }
}
