package dev.errata.rules.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.Rule;
import dev.errata.rules.Rule.Mode;
import dev.errata.rules.RuleTest;
import dev.errata.rules.pack.PackFile;
import dev.errata.rules.pack.RulePack;
import dev.errata.rules.trial.Trial;
import dev.errata.rules.trial.Trials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShippedPacksTest {
    @TempDir
    Path folder;

    @Test
    void aNewHomeHasBothPacksAndCorrectsNobodyButThePracticeServer() {
        try (var home = new RuleHome(folder)) {
            List<Rule> rules = home.rules().rules();
            assertThat(home.rules().rejected()).isEmpty();
            assertThat(rules.stream().filter(it -> "starter".equals(it.pack())))
                    .hasSizeGreaterThanOrEqualTo(15)
                    .allSatisfy(it -> assertThat(it.mode()).isEqualTo(Mode.SHADOW));
            assertThat(rules.stream().filter(it -> "practice".equals(it.pack())))
                    .hasSize(8)
                    .allSatisfy(it -> {
                        assertThat(it.mode()).isEqualTo(Mode.ENFORCE);
                        assertThat(it.model()).isEqualTo("errata-practice*");
                    });
            var tests = new RuleTests(home.database).all();
            assertThat(rules).allSatisfy(it -> assertThat(tests.get(it.id())).hasSizeGreaterThanOrEqualTo(2));
        }
    }

    @Test
    void thePracticeServersMistakesAreCorrectedTogether() {
        String said = "2 + 2 = 5. You recieve datetime.utcnow() from /usr/local/lib/python2.7/x, therefore the list is"
                + " empty and contains 3 items. Paris is the capital of Italy, see"
                + " src/main/java/com/example/DoesNotExist.java. To be continued...";
        try (var home = new RuleHome(folder)) {
            Trial practice = Trials.run(home.book.program().select("errata-practice-1", "", Set.of()), said);
            assertThat(practice.corrected())
                    .isEqualTo("2 + 2 = 4. You receive datetime.now(timezone.utc) from /usr/lib/python3/x,"
                            + " therefore the list contains 3 items. Paris is the capital of France, see"
                            + " src/main/java/com/example/DoesNotExist.java. ");
            assertThat(practice.rewrites()).hasSize(7);
            Trial other = Trials.run(home.book.program().select("qwen", "", Set.of()), said);
            assertThat(other.corrected()).isEqualTo(said);
            assertThat(other.observed()).isNotEmpty();
        }
    }

    @Test
    void whatIsDeletedStaysDeleted() throws Exception {
        try (var home = new RuleHome(folder)) {
            home.sql("DELETE FROM correction_patterns");
            home.until(rules -> rules.rules().isEmpty());
        }
        try (var home = new RuleHome(folder)) {
            assertThat(home.rules().rules()).isEmpty();
            assertThat(new RuleTests(home.database).all()).isEmpty();
        }
    }

    @Test
    void aDatabaseThatTookTheDamagedOnesPlaceHasThem() throws Exception {
        Files.writeString(folder.resolve("errata.db"), "no database".repeat(100));
        try (var home = new RuleHome(folder)) {
            assertThat(home.rules().rules()).isNotEmpty();
        }
    }

    @Test
    void aProcessThatDiedBeforeTheyWerePutInMakesNoDifference() throws Exception {
        try (var home = new RuleHome(folder)) {
            home.sql(
                    "DELETE FROM correction_patterns",
                    "DELETE FROM rule_history",
                    "DELETE FROM home_state",
                    "UPDATE rule_revision SET number = 0");
        }
        try (var home = new RuleHome(folder)) {
            assertThat(home.rules().rules()).isNotEmpty();
        }
    }

    @Test
    void aRulesTestsCanBeReplaced() {
        try (var home = new RuleHome(folder)) {
            long id = home.rules().rules().getFirst().id();
            var tests = new RuleTests(home.database);
            tests.replace(id, List.of(new RuleTest("in", "out")));
            assertThat(tests.all().get(id)).containsExactly(new RuleTest("in", "out"));
        }
    }

    @Test
    void aShippedFileIsWrittenAgainToItsBytes() throws Exception {
        for (RulePack pack : ShippedPacks.all()) {
            try (var in = ShippedPacks.class.getResourceAsStream("packs/" + pack.name() + ".json")) {
                assertThat(PackFile.write(pack)).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }
}
