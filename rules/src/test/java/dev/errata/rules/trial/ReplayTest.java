package dev.errata.rules.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.blob.RawLimits;
import dev.errata.logs.blob.RawText;
import dev.errata.logs.blob.RawTextFiles;
import dev.errata.logs.blob.RawTextReader;
import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.Rule.Mode;
import dev.errata.rules.RuleSet;
import dev.errata.rules.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kept exchanges, as files, through candidate rule sets.
final class ReplayTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path home;

    private static Rule rule(long id, String pattern, @Nullable String replacement, Mode mode, Scope scope) {
        return new Rule(
                id,
                "own",
                new Matcher.Literal(pattern, true),
                replacement,
                0,
                Set.of(scope),
                null,
                id == 3 ? "other*" : null,
                null,
                mode,
                0,
                256,
                Rule.OnError.OPEN,
                Set.of(),
                null);
    }

    private static final RuleSet RULES = new RuleSet(
            7,
            List.of(
                    rule(1, "fish", "bird", Mode.SHADOW, Scope.PROSE),
                    rule(2, "fish", "code", Mode.OFF, Scope.CODE),
                    rule(3, "One", "Two", Mode.SHADOW, Scope.PROSE),
                    rule(4, "three", null, Mode.ENFORCE, Scope.PROSE)),
            List.of(),
            List.of());

    private static RawText text(String id, List<String> guarded, RawText.Lane... lanes) {
        return new RawText(id, AT, "curl", "openai-chat", "m", guarded, List.of(lanes));
    }

    private static RawText.Lane lane(String form, String text) {
        return new RawText.Lane("0/" + form, form, "", text);
    }

    private void keep(RawText... texts) {
        try (RawTextFiles files = RawTextFiles.open(home, () -> RawLimits.DEFAULTS)) {
            for (RawText text : texts) {
                files.keep(1, () -> text);
            }
        }
    }

    private ReplayReport run(RuleSet candidate, int last) {
        return Replay.run(candidate, new RawTextReader(home), last, Replay.Progress.NONE);
    }

    @Test
    void showsWhatShadowRulesWouldHaveChangedIfTheyWereEnforced() {
        keep(
                text("E1", List.of(), lane("text", "One fish, three fish"), lane("reasoning", "fish")),
                text("E2", List.of(), lane("text", "nothing")),
                text("E3", List.of(), lane("text", "```\nfish\n```\n")));
        ReplayReport report = run(Candidates.enforced(RULES), 10);
        assertThat(report.replayed()).isEqualTo(3);
        assertThat(report.changed()).isEqualTo(1);
        assertThat(report.detected()).isEqualTo(1);
        assertThat(report.changes()).singleElement().satisfies(change -> {
            assertThat(change.exchange()).isEqualTo("E1");
            assertThat(change.at()).isEqualTo(AT);
            assertThat(change.edits()).hasSize(2).allSatisfy(edit -> {
                assertThat(edit.lane()).isEqualTo("0/text");
                assertThat(edit.rewrite().before()).isEqualTo("fish");
                assertThat(edit.rewrite().after()).isEqualTo("bird");
            });
        });
        assertThat(run(RULES, 10).changed()).isZero();
    }

    @Test
    void oneRuleIsTriedAloneWhateverItsMode() {
        keep(text("E1", List.of(), lane("text", "fish\n```\nfish\n```\n"), lane("code", "a fish")));
        RuleSet only = Candidates.only(RULES, 2).orElseThrow();
        assertThat(run(only, 10).changes()).singleElement().satisfies(change -> assertThat(change.edits())
                .extracting(edit -> edit.lane() + " " + edit.rewrite().span().start())
                .containsExactly("0/text 9", "0/code 2"));
        assertThat(Candidates.only(RULES, 99)).isEmpty();
    }

    @Test
    void guardsAndModelsHoldAsTheyDidThen() {
        keep(
                text("E1", List.of("logprobs"), lane("text", "One fish")),
                new RawText("E2", AT, "curl", "w", "other-1", List.of(), List.of(lane("text", "One"))));
        assertThat(run(Candidates.enforced(RULES), 10).changes())
                .extracting(ReplayReport.Change::exchange)
                .containsExactly("E2");
    }

    @Test
    void takesTheNewestAndTellsHowFarItIs() {
        keep(
                text("E1", List.of(), lane("text", "fish")),
                text("E2", List.of(), lane("text", "fish")),
                text("E3", List.of(), lane("text", "fish")));
        var seen = new ArrayList<String>();
        ReplayReport report = Replay.run(
                Candidates.enforced(RULES), new RawTextReader(home), 2, (done, of) -> seen.add(done + "/" + of));
        assertThat(report.changes()).extracting(ReplayReport.Change::exchange).containsExactly("E3", "E2");
        assertThat(seen).containsExactly("1/2", "2/2");
    }

    @Test
    void saysWhatItCouldNotReplay() throws IOException {
        keep(text("E1", List.of(), lane("of a later version", "fish")), text("E2", List.of(), lane("text", "fish")));
        Files.writeString(home.resolve("blobs/raw/E3.json"), "{}");
        ReplayReport report = run(Candidates.enforced(RULES), 10);
        assertThat(report.lanesLeftOut()).isEqualTo(1);
        assertThat(report.unreadable()).isEqualTo(1);
        assertThat(report.changed()).isEqualTo(1);
        assertThat(report.replayed()).isEqualTo(2);
    }

    @Test
    void whereNothingIsKeptNothingWouldHaveChanged() {
        assertThat(run(Candidates.enforced(RULES), 10).replayed()).isZero();
    }
}
