package dev.errata.rules.trial;

import dev.errata.logs.blob.RawLimits;
import dev.errata.logs.blob.RawText;
import dev.errata.logs.blob.RawTextFiles;
import dev.errata.logs.blob.RawTextReader;
import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.RuleSet;
import dev.errata.rules.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// How long a replay of 1,000 kept exchanges of about 2 KB takes, from the files on: run it by hand. To reach: 2 s.
final class ReplayBench {
    private static final int EXCHANGES = 1_000;
    private static final List<String> WORDS = List.of(
            "the", "model", "says", "that", "Paris", "is", "a", "city", "with", "rivers", "and", "recieve", "\n");

    private ReplayBench() {}

    /// Runs five rounds.
    ///
    /// @param arguments the number of rules, 100 if none
    public static void main(String[] arguments) throws IOException {
        int rules = arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]);
        Path home = Files.createTempDirectory("errata-replay-");
        keep(home);
        List<String> lines = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            long begin = System.nanoTime();
            var texts = new RawTextReader(home);
            ReplayReport report = Replay.run(candidate(rules), texts, EXCHANGES, Replay.Progress.NONE);
            lines.add("%d rules: would have changed %d of %d, %d ms"
                    .formatted(rules, report.changed(), report.replayed(), (System.nanoTime() - begin) / 1_000_000));
        }
        lines.forEach(System.out::println);
    }

    private static void keep(Path home) {
        Random random = new Random(1);
        try (RawTextFiles files = RawTextFiles.open(home, () -> RawLimits.DEFAULTS)) {
            for (int i = 0; i < EXCHANGES; i++) {
                var text = new StringBuilder();
                while (text.length() < 2_000) {
                    text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
                }
                var lane = new RawText.Lane("0/text", "text", "", text.toString());
                var kept = new RawText(
                        "E%04d".formatted(i), Instant.EPOCH, "curl", "openai-chat", "m", List.of(), List.of(lane));
                files.keep(4_000, () -> kept);
            }
        }
    }

    private static RuleSet candidate(int count) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Matcher matcher = i % 10 == 0
                    ? new Matcher.Regex("word" + i + "\\s+[a-z]{2,9}", true)
                    : new Matcher.Word(i == 1 ? "recieve" : "word" + i, true);
            rules.add(new Rule(
                    i,
                    "own",
                    matcher,
                    "x",
                    0,
                    Set.of(Scope.PROSE, Scope.CODE),
                    null,
                    null,
                    null,
                    Rule.Mode.ENFORCE,
                    0,
                    256,
                    Rule.OnError.OPEN,
                    Set.of(),
                    null));
        }
        return new RuleSet(1, rules, List.of(), List.of());
    }
}
