package dev.errata.desktop.fake;

import dev.errata.rules.RuleRow;
import dev.errata.rules.pack.ImportPlan.Here;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A file with a rule of every kind, as seen from rules that stand here.
public final class SomePack {
    private SomePack() {}

    /// What stands here: one equal, one that differs twice.
    public static Here here() {
        RuleRow equal = FakeRuleBook.row(4, "docker-compose up", "docker compose up", "literal", "shadow", "team");
        RuleRow other = FakeRuleBook.row(7, "npm instal", "npm install", "literal", "enforce", "team");
        RuleRow colour = FakeRuleBook.row(9, "colour", "color", "literal", "shadow", "team");
        return new Here(List.of(equal, other, colour), Map.of(), row -> false);
    }

    public static Path write(Path folder, boolean withInvalid) {
        String text = """
            {"format": "errata-rules", "format_version": 1, "pack": "team", "version": "1.2.0", "mode": "shadow",
             "rules": [
              {"type": "incorrect_fact", "match": "regex", "pattern": "https?://docs[.]example[.]com/v1/[a-z]+",
               "replacement": "https://docs.example.com/v2/"},
              {"type": "incorrect_fact", "pattern": "docker-compose up", "replacement": "docker compose up"},
              {"type": "incorrect_fact", "pattern": "npm instal", "replacement": "npm ci"},
              {"type": "pattern_match", "pattern": "colour", "replacement": "colour of choice"},
              {"type": "incorrect_fact", "pattern": "teh", "replacement": "the",
               "tests": [{"input": "teh end", "expected": "THE end"}]}%s
             ]}
            """.formatted(
                        withInvalid
                                ? ",{\"type\": \"t\", \"match\": \"regex\", \"pattern\": \"foo(?=bar)\"}"
                                : "");
        try {
            return Files.writeString(folder.resolve("team.json"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
