package dev.errata.desktop.fake;

import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleSet;
import dev.errata.rules.RuleTest;
import dev.errata.rules.Scope;
import dev.errata.rules.store.RuleBook;
import dev.errata.rules.stream.RuleProgram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// A rule book in memory. It keeps history as the real one does: the form before each change.
public final class FakeRuleBook implements RuleBook {
    private final List<RuleRow> rows = new ArrayList<>();
    private final List<Version> history = new ArrayList<>();
    private final List<RuleSet.BehaviorPatch> patches = new ArrayList<>();
    private final Map<Long, String> unreadable = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final FakePacks packs = new FakePacks();
    private long version = 1;
    private @Nullable SaveResult next;

    public static RuleRow row(
            long id, String pattern, @Nullable String replacement, String match, String mode, String pack) {
        return new RuleRow(
                id,
                pattern,
                "incorrect_fact",
                null,
                replacement,
                match,
                true,
                "any",
                null,
                null,
                null,
                mode,
                null,
                null,
                null,
                null,
                pack,
                null,
                null,
                null,
                null,
                null);
    }

    public static Rule rule(RuleRow row) {
        Matcher matcher = "regex".equals(row.match())
                ? new Matcher.Regex(row.pattern(), true)
                : new Matcher.Literal(row.pattern(), true);
        Rule.Mode mode = row.mode() == null
                ? Rule.Mode.ENFORCE
                : Rule.Mode.valueOf(row.mode().toUpperCase(Locale.ROOT));
        return new Rule(
                row.id(),
                row.type(),
                matcher,
                row.replacement(),
                0,
                Set.of(Scope.PROSE, Scope.CODE),
                null,
                null,
                null,
                mode,
                0,
                256,
                Rule.OnError.OPEN,
                Set.of(),
                row.pack());
    }

    public synchronized FakeRuleBook with(RuleRow... more) {
        rows.addAll(List.of(more));
        version++;
        return this;
    }

    public synchronized void withPatch(RuleSet.BehaviorPatch patch) {
        patches.add(patch);
        version++;
    }

    /// The snapshot does not take a row that a check finds nothing wrong with.
    public synchronized void rejectInSnapshot(long id, String reason) {
        unreadable.put(id, reason);
        version++;
    }

    /// The next change ends like that, whatever it is.
    public synchronized void nextResult(SaveResult result) {
        next = result;
    }

    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public RuleProgram program() {
        RuleSet set = set();
        return new RuleProgram() {
            @Override
            public RuleSet ruleSet() {
                return set;
            }

            @Override
            public Selection select(String model, String client, Set<Rule.Policy> guarded) {
                throw new UnsupportedOperationException("the window matches nothing itself");
            }
        };
    }

    private synchronized RuleSet set() {
        var valid = new ArrayList<Rule>();
        var rejected = new ArrayList<RuleSet.RejectedRow>();
        for (RuleRow row : rows) {
            List<RuleFault> faults = unreadable.containsKey(row.id())
                    ? List.of(new RuleFault("priority", -1, unreadable.get(row.id())))
                    : check(row);
            if (faults.isEmpty()) {
                valid.add(rule(row));
            } else {
                rejected.add(new RuleSet.RejectedRow(
                        "correction_patterns",
                        row.id(),
                        row.pattern(),
                        faults.getFirst().field(),
                        faults.getFirst().position(),
                        faults.getFirst().message()));
            }
        }
        return new RuleSet(version, valid, rejected, patches);
    }

    @Override
    public synchronized List<RuleRow> rows() {
        return List.copyOf(rows);
    }

    @Override
    public List<RuleFault> check(RuleRow row) {
        if (row.type().isBlank()) {
            return List.of(new RuleFault("type", -1, "A rule needs a type."));
        }
        if ("regex".equals(row.match())) {
            try {
                Pattern unused = Pattern.compile(row.pattern());
            } catch (PatternSyntaxException e) {
                return List.of(new RuleFault(
                        "pattern", e.getIndex(), e.getDescription() + "; write \\( for the sign itself."));
            }
        }
        return List.of();
    }

    @Override
    public synchronized SaveResult save(RuleRow row, String channel) {
        Optional<SaveResult> planned = planned();
        if (planned.isPresent()) {
            return planned.get();
        }
        List<RuleFault> faults = check(row);
        if (!faults.isEmpty()) {
            return new Invalid(faults);
        }
        calls.add((row.id() == 0 ? "add " : "save ") + row.pattern() + " " + row.mode() + " by " + channel);
        version++;
        if (row.id() == 0) {
            long id = rows.stream().mapToLong(RuleRow::id).max().orElse(0) + 1;
            RuleRow added = withId(row, id);
            rows.add(added);
            return new Saved(added);
        }
        int at = at(row.id());
        if (at < 0) {
            return new NotFound(row.id());
        }
        history.add(0, new Version(history.size() + 1, "update", "2026-11-21T10:00:00Z", rows.get(at)));
        rows.set(at, row);
        return new Saved(row);
    }

    @Override
    public SaveResult save(RuleRow row, List<RuleTest> tests, String channel) {
        return save(row, channel);
    }

    @Override
    public Map<Long, List<RuleTest>> tests() {
        return Map.of();
    }

    @Override
    public synchronized SaveResult delete(long id, String channel) {
        Optional<SaveResult> planned = planned();
        if (planned.isPresent()) {
            return planned.get();
        }
        calls.add("delete " + id + " by " + channel);
        int at = at(id);
        if (at < 0) {
            return new NotFound(id);
        }
        version++;
        history.add(0, new Version(history.size() + 1, "delete", "2026-11-21T10:00:00Z", rows.remove(at)));
        return new Deleted(id);
    }

    @Override
    public synchronized List<Version> history(long id) {
        return history.stream().filter(version -> version.row().id() == id).toList();
    }

    @Override
    public synchronized SaveResult restore(long id, long which, String channel) {
        calls.add("restore " + id + " to " + which + " by " + channel);
        RuleRow row = history(id).stream()
                .filter(version -> version.version() == which)
                .findFirst()
                .orElseThrow()
                .row();
        version++;
        int at = at(id);
        if (at < 0) {
            rows.add(row);
        } else {
            rows.set(at, row);
        }
        return new Saved(row);
    }

    @Override
    public FakePacks packs() {
        return packs;
    }

    @Override
    public void close() {}

    private Optional<SaveResult> planned() {
        SaveResult result = next;
        next = null;
        return Optional.ofNullable(result);
    }

    private int at(long id) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).id() == id) {
                return i;
            }
        }
        return -1;
    }

    private static RuleRow withId(RuleRow r, long id) {
        return new RuleRow(
                id,
                r.pattern(),
                r.type(),
                r.confidenceThreshold(),
                r.replacement(),
                r.match(),
                r.caseSensitive(),
                r.scope(),
                r.language(),
                r.model(),
                r.client(),
                Objects.requireNonNullElse(r.mode(), "enforce"),
                r.priority(),
                r.window(),
                r.onError(),
                r.policy(),
                r.pack(),
                r.author(),
                r.version(),
                r.note(),
                r.createdAt(),
                r.updatedAt());
    }
}
