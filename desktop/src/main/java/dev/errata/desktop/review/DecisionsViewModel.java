package dev.errata.desktop.review;

import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Notice;
import dev.errata.desktop.fx.Words;
import dev.errata.logs.problem.ApiProblem;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.Approvals;
import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.Choice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// What a person decides, one decision after the other.
///
/// Each names the version that was on the screen when the key was pressed. Keys may come faster than answers: then the
/// version that a decision of this window itself has led to counts as seen, and any other change refuses it, and with
/// it all that were waiting behind it.
///
/// **Thread:** the FX thread; [Approvals] is asked in the background.
final class DecisionsViewModel {
    private final Approvals approvals;
    private final Actor actor;
    private final Background background;
    private final Consumer<Proposal> took;
    private final ReadOnlyObjectWrapper<@Nullable Proposal> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Notice> message = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper busy = new ReadOnlyStringWrapper("");
    private final Deque<Step> waiting = new ArrayDeque<>();
    private final Map<Long, Long> own = new HashMap<>();
    private boolean deciding;

    /// One decision.
    ///
    /// @param seen the version that was on the screen
    private record Step(String id, long seen, Call call, Consumer<Proposal> then) {}

    /// Asks for a decision.
    private interface Call {
        DecisionResult with(long version);
    }

    /// @param took is handed each newer snapshot
    DecisionsViewModel(Approvals approvals, Actor actor, Background background, Consumer<Proposal> took) {
        this.approvals = approvals;
        this.actor = actor;
        this.background = background;
        this.took = took;
    }

    /// Looks at a proposal, or at a newer snapshot of the one that is looked at.
    void show(@Nullable Proposal proposal) {
        Proposal old = shown.get();
        if (old == null || proposal == null || !old.id().equals(proposal.id())) {
            message.set(null);
            own.clear();
        }
        shown.set(proposal);
    }

    /// Accepts or rejects hunks.
    void choose(Set<Integer> hunks, Choice choice) {
        choose(hunks, choice, "");
    }

    /// Accepts or rejects hunks, and says why.
    ///
    /// @param reason kept as a comment on the first of them; empty for none
    void choose(Set<Integer> hunks, Choice choice, String reason) {
        Proposal now = shown.get();
        if (now == null || hunks.isEmpty()) {
            return;
        }
        String id = now.id();
        decide(version -> approvals.choose(id, version, hunks, choice, actor));
        if (!reason.isBlank()) {
            int first = hunks.stream().min(Integer::compare).orElse(0);
            decide(version -> approvals.comment(id, first, reason.strip(), actor));
        }
    }

    void comment(int hunk, String text) {
        Proposal now = shown.get();
        if (now != null && !text.isBlank()) {
            String id = now.id();
            decide(version -> approvals.comment(id, hunk, text.strip(), actor));
        }
    }

    void edit(int hunk, String text) {
        Proposal now = shown.get();
        if (now != null) {
            String id = now.id();
            decide(version -> approvals.edit(id, version, hunk, text, actor));
        }
    }

    void undo() {
        Proposal now = shown.get();
        if (now != null) {
            String id = now.id();
            decide(version -> approvals.undo(id, actor));
        }
    }

    void redo() {
        Proposal now = shown.get();
        if (now != null) {
            String id = now.id();
            decide(version -> approvals.redo(id, actor));
        }
    }

    void bind(String workspace) {
        Proposal now = shown.get();
        if (now != null) {
            String id = now.id();
            decide(version -> approvals.bind(id, workspace, actor));
        }
    }

    void reject(String reason) {
        Proposal now = shown.get();
        if (now != null) {
            String id = now.id();
            decide(
                    version -> approvals.reject(id, version, reason.strip(), actor),
                    done -> say(Notice.Kind.INFO, Words.of("review.rejected"), Words.of("review.rejected.next")));
        }
    }

    void withdraw(String reason) {
        Proposal now = shown.get();
        if (now != null) {
            String id = now.id();
            decide(version -> approvals.withdraw(id, reason.strip(), actor));
        }
    }

    /// Ends the gates that run. What becomes of it is told by who applies.
    void cancel() {
        Proposal now = shown.get();
        if (now != null) {
            String id = now.id();
            background.run(
                    () -> approvals.cancel(id, "", actor),
                    result -> {
                        if (result instanceof DecisionResult.Refused(Proposal proposal, String reason)) {
                            took.accept(proposal);
                            say(Notice.Kind.WARNING, Words.of("review.refused"), reason);
                        }
                    },
                    failure -> say(
                            Notice.Kind.WARNING,
                            Words.of("review.broken"),
                            Words.of("review.broken.next", String.valueOf(failure.getMessage()))));
        }
    }

    void drop(String reason) {
        Proposal now = shown.get();
        if (now != null) {
            String id = now.id();
            decide(version -> approvals.drop(id, reason.strip(), actor));
        }
    }

    /// Approves what is accepted, or all if nothing was decided, and applies it. What was approved before is applied
    /// only.
    ///
    /// @param override why the verdict is overridden; empty if it need not be
    void apply(String override) {
        Proposal now = shown.get();
        if (now == null || !busy.get().isEmpty()) {
            return;
        }
        String id = now.id();
        if (!QueueRow.TO_JUDGE.contains(now.state())) {
            write(id);
            return;
        }
        Set<Integer> hunks = toApply(now);
        if (!hunks.isEmpty()) {
            decide(
                    version -> approvals.approve(id, version, hunks, override.strip(), !override.isBlank(), actor),
                    done -> write(id));
        }
    }

    private void write(String id) {
        work(Words.of("review.applying"), () -> approvals.apply(id, actor));
    }

    void rollBack(String reason) {
        Proposal now = shown.get();
        if (now != null && busy.get().isEmpty()) {
            String id = now.id();
            work(Words.of("review.rollingBack"), () -> approvals.rollback(id, reason.strip(), actor));
        }
    }

    /// The hunks that would be applied now.
    static Set<Integer> toApply(Proposal proposal) {
        Patch patch = proposal.patch();
        if (patch == null) {
            return Set.of();
        }
        boolean undecided = patch.all().stream().allMatch(hunk -> proposal.choice(hunk) == Choice.PENDING);
        return undecided
                ? new TreeSet<>(patch.all())
                : patch.all().stream()
                        .filter(hunk -> proposal.choice(hunk) == Choice.ACCEPTED)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private interface Work {
        ApplyResult run();
    }

    private void work(String what, Work work) {
        busy.set(what);
        message.set(null);
        background.run(
                work::run,
                result -> {
                    busy.set("");
                    show(result);
                },
                this::broken);
    }

    private void show(ApplyResult result) {
        String id = switch (result) {
            case ApplyResult.Applied(Proposal proposal, String version) -> {
                took.accept(proposal);
                yield proposal.id();
            }
            case ApplyResult.NotApproved(Proposal proposal, String reason) -> {
                took.accept(proposal);
                yield proposal.id();
            }
            case ApplyResult.Stale(Proposal proposal, var conflicts) -> {
                took.accept(proposal);
                yield proposal.id();
            }
            case ApplyResult.Blocked(Proposal proposal, String reason) -> {
                took.accept(proposal);
                yield proposal.id();
            }
            case ApplyResult.Failed(Proposal proposal, String reason) -> {
                took.accept(proposal);
                yield proposal.id();
            }
            case ApplyResult.Missing(String missing) -> missing;
        };
        Proposal now = shown.get();
        // A result of a proposal that nobody looks at any more stands in its own state line.
        if (now != null && now.id().equals(id)) {
            message.set(ReviewMessages.of(result));
        }
    }

    private void decide(Call call) {
        decide(call, done -> {});
    }

    private void decide(Call call, Consumer<Proposal> then) {
        Proposal now = shown.get();
        if (now != null && busy.get().isEmpty()) {
            waiting.add(new Step(now.id(), now.version(), call, then));
            next();
        }
    }

    private void next() {
        Step step = deciding ? null : waiting.poll();
        if (step == null) {
            return;
        }
        deciding = true;
        long version = step.seen;
        while (own.containsKey(version)) {
            version = own.get(version);
        }
        long named = version;
        background.run(
                () -> step.call.with(named),
                result -> {
                    deciding = false;
                    settle(step, named, result);
                    next();
                },
                this::broken);
    }

    private void settle(Step step, long named, DecisionResult result) {
        switch (result) {
            case DecisionResult.Made(Proposal proposal) -> {
                Proposal now = shown.get();
                if (now != null && now.id().equals(step.id) && proposal.version() > named) {
                    own.put(named, proposal.version());
                }
                message.set(null);
                took.accept(proposal);
                step.then.accept(proposal);
            }
            case DecisionResult.Refused(Proposal proposal, String reason) -> {
                waiting.clear();
                took.accept(proposal);
                message.set(warning(Words.of("review.refused"), reason, ApiProblem.CONFLICT));
            }
            case DecisionResult.Missing(String id) -> {
                waiting.clear();
                message.set(warning(Words.of("review.missing"), Words.of("review.missing.next"), ApiProblem.NOT_FOUND));
            }
        }
    }

    private void broken(Exception failure) {
        deciding = false;
        waiting.clear();
        busy.set("");
        message.set(Notice.problem(
                Words.of("review.broken"),
                Words.of("review.broken.next", String.valueOf(failure.getMessage())),
                ApiProblem.INTERNAL));
    }

    /// As the API answers it.
    private static Notice warning(String what, String next, ApiProblem problem) {
        return new Notice(Notice.Kind.WARNING, what, next, problem.code(), List.of());
    }

    private void say(Notice.Kind kind, String what, String next) {
        message.set(new Notice(kind, what, next, "", List.of()));
    }

    void dismiss() {
        message.set(null);
    }

    ReadOnlyObjectProperty<@Nullable Proposal> shown() {
        return shown.getReadOnlyProperty();
    }

    /// What came of the last decision, if there is anything to say.
    ReadOnlyObjectProperty<@Nullable Notice> message() {
        return message.getReadOnlyProperty();
    }

    /// What is being done now; empty if nothing that takes long.
    ReadOnlyStringProperty busy() {
        return busy.getReadOnlyProperty();
    }
}
