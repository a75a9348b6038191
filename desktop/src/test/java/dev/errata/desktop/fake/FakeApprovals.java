package dev.errata.desktop.fake;

import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.Approvals;
import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.SubmitResult;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.WorkspacePath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A desk of patches in memory: versions rise, stale decisions are refused, and what is applied stands in [#disk].
public final class FakeApprovals implements Approvals {
    public final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    public final List<String> reads = Collections.synchronizedList(new ArrayList<>());
    /// What would stand in the workspace, by path.
    public final NavigableMap<WorkspacePath, Optional<FileImage>> disk = new TreeMap<>();
    public final Map<String, Set<Integer>> approved = new HashMap<>();
    /// What the next apply says in the place of doing it.
    public volatile @Nullable ApplyResult next;
    /// What reading the queue throws.
    public volatile @Nullable RuntimeException fault;

    private final Map<String, Proposal> proposals = new LinkedHashMap<>();
    private final Map<String, Deque<Proposal>> undone = new HashMap<>();
    private final Map<String, Deque<Proposal>> done = new HashMap<>();

    public synchronized FakeApprovals with(Proposal proposal) {
        proposals.put(proposal.id(), proposal);
        return this;
    }

    public synchronized Proposal get(String id) {
        return Objects.requireNonNull(proposals.get(id));
    }

    /// Somebody else does something.
    public synchronized void meanwhile(String id, UnaryOperator<Proposal> change) {
        proposals.put(id, raised(change.apply(get(id))));
    }

    private static Proposal raised(Proposal p) {
        return new Proposal(
                p.id(),
                p.state(),
                p.version() + 1,
                p.origin(),
                p.workspace(),
                p.baseVersion(),
                p.patch(),
                p.verdict(),
                p.choices(),
                p.comments(),
                p.request(),
                p.gates(),
                p.problems(),
                p.reason(),
                p.applied(),
                p.retryOf());
    }

    public static Proposal state(Proposal p, String state, String reason) {
        return new Proposal(
                p.id(),
                state,
                p.version(),
                p.origin(),
                p.workspace(),
                p.baseVersion(),
                p.patch(),
                p.verdict(),
                p.choices(),
                p.comments(),
                p.request(),
                p.gates(),
                p.problems(),
                reason,
                p.applied(),
                p.retryOf());
    }

    public static Proposal verdict(Proposal p, Verdict verdict) {
        return new Proposal(
                p.id(),
                p.state(),
                p.version(),
                p.origin(),
                p.workspace(),
                p.baseVersion(),
                p.patch(),
                verdict,
                p.choices(),
                p.comments(),
                p.request(),
                p.gates(),
                p.problems(),
                p.reason(),
                p.applied(),
                p.retryOf());
    }

    public static Proposal patch(Proposal p, Patch patch) {
        return new Proposal(
                p.id(),
                p.state(),
                p.version(),
                p.origin(),
                p.workspace(),
                p.baseVersion(),
                patch,
                p.verdict(),
                p.choices(),
                p.comments(),
                p.request(),
                p.gates(),
                p.problems(),
                p.reason(),
                p.applied(),
                p.retryOf());
    }

    private static Proposal choices(Proposal p, Map<Integer, Choice> choices) {
        return new Proposal(
                p.id(),
                p.state(),
                p.version(),
                p.origin(),
                p.workspace(),
                p.baseVersion(),
                p.patch(),
                p.verdict(),
                choices,
                p.comments(),
                p.request(),
                p.gates(),
                p.problems(),
                p.reason(),
                p.applied(),
                p.retryOf());
    }

    public static Proposal comments(Proposal p, List<Proposal.Comment> comments) {
        return new Proposal(
                p.id(),
                p.state(),
                p.version(),
                p.origin(),
                p.workspace(),
                p.baseVersion(),
                p.patch(),
                p.verdict(),
                p.choices(),
                comments,
                p.request(),
                p.gates(),
                p.problems(),
                p.reason(),
                p.applied(),
                p.retryOf());
    }

    private DecisionResult make(String id, long version, boolean undoable, UnaryOperator<Proposal> change) {
        Proposal now = proposals.get(id);
        if (now == null) {
            return new DecisionResult.Missing(id);
        }
        if (version >= 0 && version != now.version()) {
            return new DecisionResult.Refused(now, "somebody changed it since version " + version);
        }
        if (undoable) {
            done.computeIfAbsent(id, ignored -> new ArrayDeque<>()).push(now);
            undone.remove(id);
        }
        Proposal after = raised(change.apply(now));
        proposals.put(id, after);
        return new DecisionResult.Made(after);
    }

    @Override
    public synchronized DecisionResult choose(String id, long version, Set<Integer> hunks, Choice choice, Actor actor) {
        calls.add("choose " + new TreeSet<>(hunks) + " " + choice.word() + " by "
                + actor.channel().word());
        return make(id, version, true, now -> {
            Map<Integer, Choice> choices = new HashMap<>(now.choices());
            hunks.forEach(hunk -> choices.put(hunk, choice));
            return choices(now, choices);
        });
    }

    @Override
    public synchronized DecisionResult undo(String id, Actor actor) {
        return back(id, "undo", done, undone);
    }

    @Override
    public synchronized DecisionResult redo(String id, Actor actor) {
        return back(id, "redo", undone, done);
    }

    private DecisionResult back(
            String id, String what, Map<String, Deque<Proposal>> from, Map<String, Deque<Proposal>> to) {
        calls.add(what);
        Proposal now = get(id);
        Proposal before = from.getOrDefault(id, new ArrayDeque<>()).poll();
        if (before == null) {
            return new DecisionResult.Refused(now, "there is nothing to " + what);
        }
        to.computeIfAbsent(id, ignored -> new ArrayDeque<>()).push(now);
        Proposal after = raised(patch(choices(now, before.choices()), Objects.requireNonNull(before.patch())));
        proposals.put(id, after);
        return new DecisionResult.Made(after);
    }

    @Override
    public synchronized DecisionResult edit(String id, long version, int hunk, String text, Actor actor) {
        calls.add("edit " + hunk);
        return make(id, version, true, now -> {
            Patch patch = Objects.requireNonNull(now.patch());
            Hunk old = patch.hunk(hunk).orElseThrow();
            return patch(now, patch.with(old.withNewLines(TextLines.of(text))));
        });
    }

    @Override
    public synchronized DecisionResult comment(String id, int hunk, String text, Actor actor) {
        calls.add("comment " + hunk + " " + text);
        return make(id, -1, false, now -> {
            List<Proposal.Comment> comments = new ArrayList<>(now.comments());
            comments.add(new Proposal.Comment(hunk, text, actor, Instant.EPOCH));
            return comments(now, comments);
        });
    }

    @Override
    public synchronized DecisionResult approve(
            String id, long version, Set<Integer> hunks, String reason, boolean override, Actor actor) {
        calls.add("approve " + new TreeSet<>(hunks) + (override ? " against the verdict: " + reason : ""));
        DecisionResult result = make(id, version, false, now -> {
            Map<Integer, Choice> choices = new HashMap<>();
            Objects.requireNonNull(now.patch())
                    .all()
                    .forEach(hunk -> choices.put(hunk, hunks.contains(hunk) ? Choice.ACCEPTED : Choice.REJECTED));
            return state(choices(now, choices), "queued", "");
        });
        if (result instanceof DecisionResult.Made) {
            approved.put(id, Set.copyOf(hunks));
        }
        return result;
    }

    @Override
    public synchronized DecisionResult reject(String id, long version, String reason, Actor actor) {
        calls.add("reject " + reason);
        return make(id, version, false, now -> state(now, "quarantined", reason));
    }

    @Override
    public synchronized DecisionResult withdraw(String id, String reason, Actor actor) {
        calls.add("withdraw " + reason);
        return make(id, -1, false, now -> state(now, "validated", ""));
    }

    @Override
    public synchronized DecisionResult cancel(String id, String reason, Actor actor) {
        calls.add("cancel");
        return make(id, -1, false, now -> state(now, "validated", ""));
    }

    @Override
    public synchronized List<Stamp> stamps(Filter filter) {
        return list(filter).stream().map(FakeApprovals::stamp).toList();
    }

    @Override
    public synchronized Optional<Stamp> stamp(String id) {
        return Optional.ofNullable(proposals.get(id)).map(FakeApprovals::stamp);
    }

    private static Stamp stamp(Proposal proposal) {
        return new Stamp(proposal.id(), proposal.state(), proposal.version() + "/" + proposal.gates());
    }

    @Override
    public synchronized DecisionResult drop(String id, String reason, Actor actor) {
        calls.add("drop " + reason);
        return make(id, -1, false, now -> state(now, "dropped", reason));
    }

    @Override
    public synchronized DecisionResult bind(String id, String workspace, Actor actor) {
        calls.add("bind " + workspace);
        return make(
                id,
                -1,
                false,
                p -> new Proposal(
                        p.id(),
                        "validated",
                        p.version(),
                        p.origin(),
                        workspace,
                        "v1",
                        p.patch(),
                        p.verdict(),
                        p.choices(),
                        p.comments(),
                        p.request(),
                        p.gates(),
                        p.problems(),
                        "",
                        null,
                        null));
    }

    @Override
    public synchronized ApplyResult apply(String id, Actor actor) {
        calls.add("apply");
        Proposal now = get(id);
        ApplyResult said = next;
        if (said != null) {
            next = null;
            if (said instanceof ApplyResult.Failed failed) {
                Proposal after = raised(state(now, "apply_failed", failed.reason()));
                proposals.put(id, after);
                return new ApplyResult.Failed(after, failed.reason());
            }
            return said;
        }
        Set<Integer> hunks = approved.getOrDefault(id, Set.of());
        if (hunks.isEmpty()) {
            return new ApplyResult.NotApproved(now, "nobody approved it");
        }
        disk.putAll(Objects.requireNonNull(now.patch()).result(hunks));
        Proposal after = raised(state(now, "committed", ""));
        proposals.put(id, after);
        return new ApplyResult.Applied(after, "01KZVERSION2");
    }

    @Override
    public synchronized ApplyResult rollback(String id, String reason, Actor actor) {
        calls.add("rollback " + reason);
        disk.clear();
        Proposal after = raised(state(get(id), "rolled_back", reason));
        proposals.put(id, after);
        return new ApplyResult.Applied(after, "01KZVERSION3");
    }

    @Override
    public SubmitResult propose(Submission submission) {
        throw new UnsupportedOperationException("the window proposes nothing");
    }

    @Override
    public synchronized Optional<Proposal> proposal(String id) {
        reads.add(id);
        return Optional.ofNullable(proposals.get(id));
    }

    @Override
    public synchronized List<Proposal> list(Filter filter) {
        RuntimeException failure = fault;
        if (failure != null) {
            throw failure;
        }
        return proposals.values().stream()
                .filter(one -> filter.states().isEmpty() || filter.states().contains(one.state()))
                .filter(one -> one.id().compareTo(filter.after()) > 0)
                .limit(filter.limit())
                .toList();
    }

    @Override
    public Optional<Proposal> await(String id, long version, Duration atMost) {
        return proposal(id);
    }
}
