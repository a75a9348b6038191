package dev.errata.desktop.review;

import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Look;
import dev.errata.desktop.fx.Words;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.Workspaces.Workspace;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The Review screen: the queue, the cursor in the proposal that is looked at, the decisions, and the question that is
/// open in place.
///
/// **Thread:** [#look] on a thread that may wait, everything else on the FX thread.
public final class ReviewViewModel implements Look {
    private final ReviewDesk desk;
    private final Background background;
    private final QueueViewModel queue;
    private final CursorViewModel cursor;
    private final DecisionsViewModel decisions;
    private final PolicyViewModel policies;
    private final ReadOnlyObjectWrapper<@Nullable Question> question = new ReadOnlyObjectWrapper<>();
    private Subscription watch = Subscription.EMPTY;

    /// @param background runs work on virtual threads
    public ReviewViewModel(ReviewDesk desk, Background background, InstantSource clock) {
        this.desk = desk;
        this.background = background;
        queue = new QueueViewModel(desk.approvals(), background, clock);
        cursor = new CursorViewModel(desk.highlighter(), background, clock);
        decisions = new DecisionsViewModel(desk.approvals(), desk.actor(), background, queue::take);
        policies = new PolicyViewModel(desk.policies(), desk.workspaces(), background);
        queue.selected().subscribe(row -> {
            watch.unsubscribe();
            question.set(null);
            watch = Subscription.EMPTY;
            if (row == null) {
                show(null);
            } else {
                watch = row.now().subscribe(this::show);
            }
        });
    }

    private void show(@Nullable Proposal proposal) {
        decisions.show(proposal);
        cursor.show(proposal);
    }

    @Override
    public Optional<Runnable> look() {
        return queue.look();
    }

    QueueViewModel queue() {
        return queue;
    }

    CursorViewModel cursor() {
        return cursor;
    }

    DecisionsViewModel decisions() {
        return decisions;
    }

    PolicyViewModel policies() {
        return policies;
    }

    /// Opens the policy of the workspace that the shown proposal is for.
    void openPolicies() {
        Proposal now = shown();
        policies.open(now == null ? null : now.workspace());
    }

    /// What is asked in place, null for nothing.
    ReadOnlyObjectProperty<@Nullable Question> question() {
        return question.getReadOnlyProperty();
    }

    /// How many proposals wait for a person.
    public ReadOnlyIntegerProperty toReview() {
        return queue.toReview();
    }

    @Nullable
    Proposal shown() {
        return cursor.shown().get();
    }

    void acceptHunk() {
        choose(here(), Choice.ACCEPTED);
    }

    void acceptFile() {
        choose(cursor.hunksOfFile(), Choice.ACCEPTED);
    }

    void acceptAll() {
        choose(all(), Choice.ACCEPTED);
    }

    private void choose(Set<Integer> hunks, Choice choice) {
        if (judging()) {
            decisions.choose(hunks, choice);
        }
    }

    /// Asks something in place, if it makes sense now.
    void ask(Question.Kind kind) {
        switch (kind) {
            case REJECT_HUNK, COMMENT_HUNK -> open(kind, here(), "");
            case REJECT_FILE, COMMENT_FILE -> open(kind, cursor.hunksOfFile(), "");
            case EDIT -> {
                Patch patch = patch();
                Optional<Hunk> hunk = patch == null
                        ? Optional.empty()
                        : patch.hunk(cursor.hunk().get());
                hunk.filter(ReviewViewModel::editable)
                        .ifPresent(found -> open(
                                kind, here(), String.join("", found.newLines()).replace("\r\n", "\n")));
            }
            case REJECT, COMMENT, OVERRIDE, WITHDRAW, DROP, ROLL_BACK -> question.set(new Question(kind, Set.of(), ""));
        }
    }

    private void open(Question.Kind kind, Set<Integer> hunks, String text) {
        if (judging() && !hunks.isEmpty()) {
            question.set(new Question(kind, hunks, text));
        }
    }

    /// Only text has sides to edit.
    static boolean editable(Hunk hunk) {
        return hunk.kind() == Hunk.Kind.MODIFY || hunk.kind() == Hunk.Kind.CREATE;
    }

    /// Puts the question away.
    ///
    /// @return whether there was one
    boolean cancel() {
        boolean asked = question.get() != null;
        question.set(null);
        return asked;
    }

    /// Answers the question.
    ///
    /// @return what is wrong with the answer; empty if it was taken
    String answer(String text) {
        Question asked = question.get();
        if (asked == null) {
            return "";
        }
        if (asked.kind().required() && text.isBlank()) {
            return Words.of("review.required");
        }
        if (asked.kind() == Question.Kind.OVERRIDE && !cursor.armed().get()) {
            return Words.of("review.changed");
        }
        question.set(null);
        int first = asked.hunks().stream().min(Integer::compare).orElse(0);
        switch (asked.kind()) {
            case REJECT_HUNK, REJECT_FILE -> decisions.choose(asked.hunks(), Choice.REJECTED, text);
            case REJECT -> decisions.reject(text);
            case COMMENT_HUNK, COMMENT_FILE -> decisions.comment(first, text);
            case COMMENT -> decisions.comment(0, text);
            case EDIT -> decisions.edit(first, withBreaks(first, text));
            case OVERRIDE -> decisions.apply(text);
            case WITHDRAW -> decisions.withdraw(text);
            case DROP -> decisions.drop(text);
            case ROLL_BACK -> decisions.rollBack(text);
        }
        return "";
    }

    /// The box breaks lines by LF; the file keeps its own way.
    private String withBreaks(int number, String text) {
        Patch patch = patch();
        Hunk hunk = patch == null ? null : patch.hunk(number).orElse(null);
        List<String> lines = hunk == null ? List.of() : hunk.newLines().isEmpty() ? hunk.oldLines() : hunk.newLines();
        boolean returns = !lines.isEmpty() && TextLines.end(lines.getFirst()).equals("\r\n");
        return returns ? text.replace("\n", "\r\n") : text;
    }

    /// Applies, or asks first for the reason where the verdict wants one.
    void apply() {
        Proposal now = shown();
        if (now == null || !cursor.armed().get()) {
            return;
        }
        if (CursorViewModel.dangerous(now) && QueueRow.TO_JUDGE.contains(now.state())) {
            ask(Question.Kind.OVERRIDE);
        } else {
            decisions.apply("");
        }
    }

    /// Reads which folders an unbound proposal can go to.
    void workspaces(Consumer<List<Workspace>> then) {
        background.run(desk.workspaces()::get, then, failure -> then.accept(List.of()));
    }

    private Set<Integer> here() {
        int hunk = cursor.hunk().get();
        return hunk == 0 ? Set.of() : Set.of(hunk);
    }

    private Set<Integer> all() {
        Patch patch = patch();
        return patch == null ? Set.of() : patch.all();
    }

    private @Nullable Patch patch() {
        Proposal now = shown();
        return now == null ? null : now.patch();
    }

    /// Whether its hunks can be decided on.
    boolean judging() {
        Proposal now = shown();
        return now != null && now.patch() != null && QueueRow.TO_JUDGE.contains(now.state());
    }

    /// Whether it can be applied, apart from its moment.
    static boolean appliable(Proposal now) {
        return switch (now.state()) {
            case "queued", "apply_failed" -> !testing(now);
            case "validated" ->
                now.verdict() != null
                        && now.workspace() != null
                        && !DecisionsViewModel.toApply(now).isEmpty();
            default -> false;
        };
    }

    /// Whether gates of it run, so that they can be cancelled.
    static boolean testing(Proposal now) {
        return now.state().equals("queued")
                && now.gates().stream().anyMatch(gate -> gate.state().equals("RUNNING"));
    }

    /// The text that the state of a proposal is told with.
    static String state(Proposal now) {
        String key = now.workspace() == null && QueueRow.TO_JUDGE.contains(now.state()) ? "unbound" : now.state();
        return Words.orItself("review.state.", Objects.requireNonNull(key));
    }
}
