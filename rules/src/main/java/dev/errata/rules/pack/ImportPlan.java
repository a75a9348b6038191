package dev.errata.rules.pack;

import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import dev.errata.rules.pack.Differences.Difference;
import dev.errata.rules.pack.ImportWish.Decision;
import dev.errata.rules.pack.PackCheck.Checked;
import dev.errata.rules.pack.PackCheck.Failed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What each rule of a pack would do here.
///
/// A rule of the file and one of the table are the same rule if pack, `match`, `pattern`, `scope`, `model` and
/// `client` are the same; where several are, they pair in their order. Then:
///
/// | here | in the file | it is |
/// |---|---|---|
/// | nothing | a rule | new |
/// | the same content and tests | | equal: passed over |
/// | other content, as an older version of the pack brought it | a newer version | an update; the mode set here stays |
/// | other content, otherwise | | a conflict: somebody decides |
/// | a rule that an older version brought | nothing, in a newer version | vanished: removed only if asked |
///
/// @param pack the pack's name
/// @param version that the file has
/// @param installed the version that is here, null if the pack is not
/// @param items one for each rule of the file, in its order
/// @param vanished rules here that the file's newer version no longer has
public record ImportPlan(
        String pack, String version, @Nullable String installed, List<Item> items, List<RuleRow> vanished) {

    public ImportPlan {
        items = List.copyOf(items);
        vanished = List.copyOf(vanished);
    }

    /// How a rule of the file stands to those that are here.
    public enum Kind {
        NEW,
        EQUAL,
        UPDATE,
        CONFLICT
    }

    /// A rule of the file.
    ///
    /// @param number from 1
    /// @param entry the rule as it would come in
    /// @param mine the same rule as it is here, null if it is new
    /// @param differences from mine to the file's; for `tests` their number
    /// @param faults why it is no rule, empty if it is one
    /// @param failed its own tests that it does not pass; it is not enforced then
    public record Item(
            int number,
            Kind kind,
            RulePack.Entry entry,
            @Nullable RuleRow mine,
            List<Difference> differences,
            List<RuleFault> faults,
            List<Failed> failed) {
        public Item {
            differences = List.copyOf(differences);
            faults = List.copyOf(faults);
            failed = List.copyOf(failed);
        }
    }

    /// What of the table matters to a pack.
    ///
    /// @param rows all rows of the pack, by id
    /// @param tests of any rules, by their ids
    /// @param untouched whether a row still is what its version of the pack brought, its mode apart
    public record Here(List<RuleRow> rows, Map<Long, List<RuleTest>> tests, Predicate<RuleRow> untouched) {
        public Here {
            rows = List.copyOf(rows);
        }
    }

    /// Compares a pack with what is here. Changes nothing.
    public static ImportPlan of(RulePack pack, List<Checked> entries, ImportWish wish, Here here) {
        String installed = here.rows().stream()
                .map(RuleRow::version)
                .filter(version -> version != null && !version.isBlank())
                .max(Versions::compare)
                .orElse(null);
        boolean newer = installed != null && Versions.compare(pack.version(), installed) > 0;
        Map<Key, Deque<RuleRow>> mine = new HashMap<>();
        here.rows().forEach(row -> mine.computeIfAbsent(Key.of(row), _ -> new ArrayDeque<>())
                .add(row));
        var items = new ArrayList<Item>();
        for (Checked entry : entries) {
            Checked admitted = PackCheck.admitted(entry, wish);
            Deque<RuleRow> same = mine.get(Key.of(admitted.entry().row()));
            items.add(item(admitted, same == null ? null : same.poll(), newer, wish, here));
        }
        List<RuleRow> left = newer
                ? here.rows().stream()
                        .filter(row -> row.version() != null
                                && mine.getOrDefault(Key.of(row), new ArrayDeque<>()).contains(row))
                        .toList()
                : List.of();
        return new ImportPlan(pack.name(), pack.version(), installed, items, left);
    }

    private static Item item(
            Checked checked, @Nullable RuleRow mine, boolean newer, ImportWish wish, Here here) {
        RulePack.Entry entry = checked.entry();
        if (mine == null) {
            return new Item(
                    checked.number(), Kind.NEW, entry, null, List.of(), checked.faults(), checked.failed());
        }
        List<Difference> differences = new ArrayList<>(Differences.content(mine, entry.row()));
        List<RuleTest> tests = here.tests().getOrDefault(mine.id(), List.of());
        if (!tests.equals(entry.tests())) {
            differences.add(new Difference(
                    "tests", String.valueOf(tests.size()), String.valueOf(entry.tests().size())));
        }
        Kind kind = Kind.EQUAL;
        if (!differences.isEmpty()) {
            kind = newer && here.untouched().test(mine) ? Kind.UPDATE : Kind.CONFLICT;
        }
        boolean keepsMode = kind == Kind.UPDATE && wish.mode() == null && checked.failed().isEmpty();
        if (keepsMode && differences.removeIf(difference -> difference.column().equals("mode"))) {
            entry = new RulePack.Entry(Rows.withMode(entry.row(), mine.mode()), entry.tests());
            kind = differences.isEmpty() ? Kind.EQUAL : kind;
        }
        return new Item(checked.number(), kind, entry, mine, differences, checked.faults(), checked.failed());
    }

    /// The rows that are no rules.
    public List<Item> invalid() {
        return items.stream().filter(item -> !item.faults().isEmpty()).toList();
    }

    /// The conflicts for which a wish names no winner.
    public List<Item> undecided(ImportWish wish) {
        return items.stream()
                .filter(item -> item.kind() == Kind.CONFLICT && wish.decision(item.number()) == Decision.UNDECIDED)
                .toList();
    }

    /// Whether a rule of the file takes the place of the one here.
    public static boolean replaces(Item item, ImportWish wish) {
        return item.kind() == Kind.UPDATE
                || (item.kind() == Kind.CONFLICT && wish.decision(item.number()) == Decision.FILE);
    }

    /// How many items are of each kind, those that are there.
    public Map<Kind, Long> counts() {
        return items.stream().collect(Collectors.groupingBy(Item::kind, Collectors.counting()));
    }

    /// The row to store for an item: under the id of the one it replaces, 0 if it is new.
    public RuleRow row(Item item) {
        RuleRow mine = item.mine();
        return Rows.withId(item.entry().row(), mine == null ? 0 : mine.id());
    }

    /// The row here with the file's version and author, if it has others and the content is equal.
    public Optional<RuleRow> restamped(Item item) {
        RuleRow mine = item.mine();
        RuleRow theirs = item.entry().row();
        if (item.kind() != Kind.EQUAL || mine == null || version.equals(mine.version())) {
            return Optional.empty();
        }
        boolean older = mine.version() != null && Versions.compare(version, mine.version()) < 0;
        return older ? Optional.empty() : Optional.of(Rows.withOrigin(mine, pack, theirs.author(), version));
    }

    private record Key(
            String match, String pattern, String scope, String model, String client) {
        static Key of(RuleRow row) {
            return new Key(
                    or(row.match(), "literal"),
                    row.pattern(),
                    or(row.scope(), "any"),
                    or(row.model(), ""),
                    or(row.client(), ""));
        }

        private static String or(@Nullable String text, String other) {
            return text == null || text.isBlank() ? other : text.strip();
        }
    }
}
