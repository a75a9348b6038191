package dev.errata.rules.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.RulesEvent.ImportUndone;
import dev.errata.logs.event.RulesEvent.RulesImported;
import dev.errata.rules.Rule;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import dev.errata.rules.pack.ImportPlan.Kind;
import dev.errata.rules.pack.ImportWish;
import dev.errata.rules.pack.ImportWish.Decision;
import dev.errata.rules.pack.PackExport;
import dev.errata.rules.pack.PackExport.Made;
import dev.errata.rules.pack.PackFile;
import dev.errata.rules.pack.RulePack;
import dev.errata.rules.store.RuleBook.Saved;
import dev.errata.rules.store.RulePacks.ImportFailed;
import dev.errata.rules.store.RulePacks.ImportResult;
import dev.errata.rules.store.RulePacks.Imported;
import dev.errata.rules.store.RulePacks.NoSuchImport;
import dev.errata.rules.store.RulePacks.NoSuchRule;
import dev.errata.rules.store.RulePacks.Planned;
import dev.errata.rules.store.RulePacks.TestsKept;
import dev.errata.rules.store.RulePacks.Undecided;
import dev.errata.rules.store.RulePacks.Undone;
import dev.errata.rules.store.RulePacks.Unfit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Packs brought into a real database, taken back, and out again.
final class SqliteRulePacksTest {
    private static final ImportWish FILE = new ImportWish(null, Decision.FILE, Map.of(), false, false, false);
    private static final ImportWish MINE = new ImportWish(null, Decision.MINE, Map.of(), false, false, false);
    private static final ImportWish PRUNE = new ImportWish(null, Decision.UNDECIDED, Map.of(), true, false, false);

    @TempDir
    Path folder;

    private RuleHome home;

    @BeforeEach
    void open() {
        home = new RuleHome(folder);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static RulePack pack(String version, String... rules) {
        String text = "{\"format\":\"errata-rules\",\"format_version\":1,\"pack\":\"mine\",\"version\":\"" + version
                + "\",\"author\":\"me\",\"description\":\"about it\",\"rules\":[" + String.join(",", rules) + "]}";
        return switch (PackFile.read(text)) {
            case PackFile.Read(RulePack pack) -> pack;
            case PackFile.NoPack(String reason) -> throw new AssertionError(reason);
        };
    }

    private static String rule(String pattern, String replacement) {
        return "{\"type\":\"t\",\"pattern\":\"" + pattern + "\",\"replacement\":\"" + replacement
                + "\",\"tests\":[{\"input\":\"" + pattern + "\",\"expected\":\"" + replacement + "\"}]}";
    }

    private ImportResult bring(RulePack pack, ImportWish wish) {
        return home.book.packs().bringIn(pack, wish, "cli");
    }

    private List<Rule> mine() {
        return home.rules().rules().stream().filter(rule -> "mine".equals(rule.pack())).toList();
    }

    private RuleRow row(String pattern) {
        return home.book.rows().stream()
                .filter(row -> row.pattern().equals(pattern))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPackIsInForceWithItsTestsAndJournalledWhenItIsIn() throws Exception {
        var done = (Imported) bring(pack("1", rule("aa", "b"), rule("cc", "d")), ImportWish.CAREFUL);
        assertThat(done.added()).isEqualTo(2);
        assertThat(mine()).extracting(Rule::replacement).containsExactly("b", "d");
        assertThat(home.book.packs().tests().get(mine().getFirst().id())).containsExactly(new RuleTest("aa", "b"));
        assertThat(home.journal.events)
                .contains(new RulesImported("mine", "1", done.number(), 2, 0, 0, "cli"));
    }

    @Test
    void theSamePackAgainChangesNothing() throws Exception {
        bring(pack("1", rule("aa", "b"), rule("cc", "d")), ImportWish.CAREFUL);
        int events = home.journal.events.size();
        long version = home.rules().version();
        var again = (Imported) bring(pack("1", rule("aa", "b"), rule("cc", "d")), ImportWish.CAREFUL);
        assertThat(again.number()).isZero();
        assertThat(again.plan().counts()).isEqualTo(Map.of(Kind.EQUAL, 2L));
        assertThat(home.journal.events).hasSize(events);
        assertThat(home.rules().version()).isEqualTo(version);
    }

    @Test
    void aConflictChangesNothingUntilSomebodyDecides() {
        bring(pack("1", rule("aa", "b")), ImportWish.CAREFUL);
        RulePack other = pack("1", rule("new", "x"), rule("aa", "z"));
        assertThat(bring(other, ImportWish.CAREFUL)).isInstanceOfSatisfying(Undecided.class, it -> {
            assertThat(it.plan().items()).extracting(item -> item.kind()).containsExactly(Kind.NEW, Kind.CONFLICT);
            assertThat(it.plan().items().getLast().differences())
                    .extracting(difference ->
                            difference.column() + " " + difference.before() + " " + difference.after())
                    .containsExactly("replacement b z", "tests 1 1");
        });
        assertThat(mine()).extracting(Rule::replacement).containsExactly("b");

        assertThat(bring(other, MINE)).isInstanceOf(Imported.class);
        assertThat(mine()).extracting(Rule::replacement).containsExactly("b", "x");
        long id = row("aa").id();
        assertThat(bring(other, FILE)).isInstanceOf(Imported.class);
        assertThat(row("aa").id()).isEqualTo(id);
        assertThat(row("aa").replacement()).isEqualTo("z");
        assertThat(home.book.packs().tests().get(id)).containsExactly(new RuleTest("aa", "z"));
    }

    @Test
    void eachConflictCanBeDecidedOnItsOwn() {
        bring(pack("1", rule("aa", "b"), rule("cc", "d")), ImportWish.CAREFUL);
        var wish = new ImportWish(
                null, Decision.UNDECIDED, Map.of(1, Decision.FILE, 2, Decision.MINE), false, false, false);
        assertThat(bring(pack("1", rule("aa", "1"), rule("cc", "2")), wish)).isInstanceOf(Imported.class);
        assertThat(mine()).extracting(Rule::replacement).containsExactly("1", "d");
    }

    @Test
    void aNewerVersionUpdatesWhatNobodyTouchedAndKeepsTheModeThatWasSet() {
        bring(pack("1.9", rule("aa", "b"), rule("cc", "d"), rule("gone", "x"), rule("same", "y")), ImportWish.CAREFUL);
        home.book.save(Edited.mode(row("aa"), "off"), "window");
        home.book.save(Edited.replacement(row("cc"), "mine"), List.of(new RuleTest("cc", "mine")), "window");
        RulePack newer = pack("1.10", rule("aa", "B"), rule("cc", "D"), rule("same", "y"));
        assertThat(bring(newer, ImportWish.CAREFUL)).isInstanceOfSatisfying(Undecided.class, it -> {
            assertThat(it.plan().installed()).isEqualTo("1.9");
            assertThat(it.plan().items())
                    .extracting(item -> item.kind())
                    .containsExactly(Kind.UPDATE, Kind.CONFLICT, Kind.EQUAL);
            assertThat(it.plan().vanished()).extracting(RuleRow::pattern).containsExactly("gone");
        });
        assertThat(bring(newer, MINE)).isInstanceOfSatisfying(
                Imported.class, it -> assertThat(it.removed()).isZero());
        assertThat(row("aa").replacement()).isEqualTo("B");
        assertThat(row("aa").mode()).isEqualTo("off");
        assertThat(row("cc").replacement()).isEqualTo("mine");
        assertThat(row("same").version()).isEqualTo("1.10");
        assertThat(row("gone").version()).isEqualTo("1.9");
    }

    @Test
    void vanishedRulesAreRemovedWhenThatIsAsked() throws Exception {
        bring(pack("1", rule("aa", "b"), rule("gone", "x")), ImportWish.CAREFUL);
        home.sql("INSERT INTO correction_patterns (pattern, type, pack) VALUES ('own', 't', 'mine')");
        assertThat(bring(pack("2", rule("aa", "b")), PRUNE)).isInstanceOfSatisfying(
                Imported.class, it -> assertThat(it.removed()).isEqualTo(1));
        assertThat(mine()).extracting(rule -> rule.matcher().pattern()).containsExactly("aa", "own");
    }

    @Test
    void anImportIsTakenBackWithItsTests() {
        bring(pack("1", rule("aa", "b"), rule("gone", "x"), rule("later", "l")), ImportWish.CAREFUL);
        List<RuleRow> rows = home.book.rows();
        var tests = home.book.packs().tests();
        var done = (Imported) bring(
                pack("2", rule("aa", "z"), rule("new", "n"), rule("later", "L")), PRUNE);
        assertThat(done.changed()).isEqualTo(2);
        assertThat(mine()).extracting(rule -> rule.matcher().pattern()).containsExactly("aa", "later", "new");
        assertThat(home.book.packs().takeBack(done.number(), "window")).isInstanceOfSatisfying(Undone.class, it -> {
            assertThat(it.restored()).hasSize(3);
            assertThat(it.removed()).hasSize(1);
            assertThat(it.left()).isEmpty();
        });
        assertThat(home.book.rows())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("updatedAt")
                .isEqualTo(rows);
        assertThat(home.book.packs().tests()).isEqualTo(tests);
        assertThat(home.journal.events).contains(new ImportUndone(done.number(), 3, 1, 0, "window"));
        assertThat(home.book.packs().takeBack(done.number(), "window")).isInstanceOfSatisfying(
                Undone.class, it -> assertThat(it.left()).hasSize(4));
        assertThat(home.book.packs().takeBack(1, "window")).isEqualTo(new NoSuchImport(1));
    }

    @Test
    void whatWasChangedSinceStaysWhenAnImportIsTakenBack() {
        var done = (Imported) bring(pack("1", rule("aa", "b"), rule("cc", "d")), ImportWish.CAREFUL);
        home.book.save(Edited.replacement(row("cc"), "edited"), List.of(new RuleTest("cc", "edited")), "window");
        assertThat(home.book.packs().takeBack(done.number(), "cli")).isInstanceOfSatisfying(
                Undone.class, it -> assertThat(it.left()).containsExactly(row("cc").id()));
        assertThat(mine()).extracting(Rule::replacement).containsExactly("edited");
    }

    @Test
    void rowsThatAreNoRulesAreRefusedUnlessAsked() {
        RulePack bad = pack("1", rule("aa", "b"), "{\"type\":\"t\",\"match\":\"regex\",\"pattern\":\"(?=x)\"}");
        assertThat(bring(bad, ImportWish.CAREFUL)).isInstanceOfSatisfying(
                Unfit.class,
                it -> assertThat(it.plan().invalid().getFirst().faults().getFirst().message())
                        .contains("look-ahead"));
        assertThat(mine()).isEmpty();
        var with = new ImportWish(null, Decision.UNDECIDED, Map.of(), false, true, false);
        assertThat(bring(bad, with)).isInstanceOf(Imported.class);
        assertThat(mine()).hasSize(1);
        assertThat(home.rules().rejected()).hasSize(1);
        assertThat(((Imported) bring(bad, with)).number()).isZero();
    }

    @Test
    void aRuleWhoseOwnTestFailsComesInAsShadow() {
        RulePack failing = pack(
                "1",
                "{\"type\":\"t\",\"pattern\":\"aa\",\"replacement\":\"b\","
                        + "\"tests\":[{\"input\":\"aa\",\"expected\":\"c\"}]}");
        assertThat(bring(failing, ImportWish.CAREFUL)).isInstanceOfSatisfying(
                Imported.class,
                it -> assertThat(it.plan().items().getFirst().failed().getFirst().got()).isEqualTo("b"));
        assertThat(mine()).extracting(Rule::mode).containsExactly(Rule.Mode.SHADOW);
        assertThat(((Imported) bring(failing, ImportWish.CAREFUL)).number()).isZero();
    }

    @Test
    void theModeCanBeChosenAndAskingChangesNothing() {
        var dry = new ImportWish("off", Decision.UNDECIDED, Map.of(), false, false, true);
        assertThat(bring(pack("1", rule("aa", "b")), dry)).isInstanceOf(Planned.class);
        assertThat(mine()).isEmpty();
        bring(pack("1", rule("aa", "b")), new ImportWish("off", Decision.UNDECIDED, Map.of(), false, false, false));
        assertThat(mine()).extracting(Rule::mode).containsExactly(Rule.Mode.OFF);
    }

    @Test
    void twoRulesAlikeInAPackStayTwo() {
        RulePack twins = pack("1", rule("aa", "b"), rule("aa", "c"));
        bring(twins, ImportWish.CAREFUL);
        assertThat(((Imported) bring(twins, ImportWish.CAREFUL)).number()).isZero();
        assertThat(mine()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"starter", "practice"})
    void aShippedPackComesOutOfTheTableAsItsFile(String name) throws Exception {
        try (var in = ShippedPacks.class.getResourceAsStream("packs/" + name + ".json")) {
            assertThat(export(new PackExport.Wish(name, Set.of(), "x")))
                    .isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatGoesOutAndInAndOutIsTheSame() {
        home.book.save(RuleHome.row(0, "one", "1"), "cli");
        RuleRow two = ((Saved) home.book.save(RuleHome.row(0, "two", null), "cli")).row();
        assertThat(home.book.packs().keepTests(two.id(), List.of(new RuleTest("two", "two")), "cli"))
                .isEqualTo(new TestsKept());
        String out = export(new PackExport.Wish("mine", Set.of(two.id(), two.id() - 1), "x"));
        RulePack read = ((PackFile.Read) PackFile.read(out)).pack();
        assertThat(bring(read, ImportWish.CAREFUL)).isInstanceOf(Imported.class);
        assertThat(export(new PackExport.Wish("mine", Set.of(), "x"))).isEqualTo(out);
        assertThat(home.book.packs().keepTests(99_999, List.of(), "cli")).isEqualTo(new NoSuchRule(99_999));
    }

    @Test
    void whatIsNoRuleOrNotThereDoesNotGoOut() throws Exception {
        home.sql(
                "INSERT INTO correction_patterns (id, pattern, type, pack) VALUES (500, 'a', 't', 'p')",
                "INSERT INTO correction_patterns (id, pattern, type, pack, priority)"
                        + " VALUES (501, 'a', 't', 'p', 'high')",
                "INSERT INTO correction_patterns (id, pattern, type, pack, match)"
                        + " VALUES (502, 'a(', 't', 'p', 'regex')");
        assertThat(home.book.packs().export(new PackExport.Wish("p", Set.of(), "x")))
                .isInstanceOfSatisfying(Made.class, it -> {
                    assertThat(it.invalid()).containsExactly(501L, 502L);
                    assertThat(it.pack().entries()).hasSize(1);
                });
        assertThat(home.book.packs().export(new PackExport.Wish("none", Set.of(), "x")))
                .isInstanceOfSatisfying(
                        PackExport.Nothing.class,
                        it -> assertThat(it.reason()).contains("none", "practice, starter"));
        assertThat(home.book.packs().export(new PackExport.Wish(null, Set.of(99_999L), "x")))
                .isInstanceOf(PackExport.Nothing.class);
        assertThat(home.book.packs().export(new PackExport.Wish(null, Set.of(502L), "x")))
                .isInstanceOf(PackExport.Nothing.class);
    }

    private String export(PackExport.Wish wish) {
        return switch (home.book.packs().export(wish)) {
            case Made made -> PackFile.write(made.pack());
            case PackExport.Nothing(String reason) -> throw new AssertionError(reason);
        };
    }

    @Test
    void aReadOnlyDatabaseSaysWhyNothingComesIn() throws Exception {
        home.close();
        Files.setPosixFilePermissions(home.file, PosixFilePermissions.fromString("r--------"));
        home = new RuleHome(folder);
        assertThat(bring(pack("1", rule("aa", "b")), ImportWish.CAREFUL)).isInstanceOf(ImportFailed.class);
    }
}
