package dev.errata.rules.patch.desk;

import dev.errata.logs.event.ApprovalEvent;
import dev.errata.logs.event.Event;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.Proposal.Comment;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.approve.Edits;
import dev.errata.rules.patch.approve.Step;
import dev.errata.rules.patch.approve.Steps;
import dev.errata.rules.store.patch.Change;
import dev.errata.rules.store.patch.ProposalRow;
import dev.errata.rules.store.patch.RequestRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a person does to an open proposal before the decision: choices, edits, comments, undo and redo.
final class Reviewing {
    private static final int LONGEST_COMMENT = 20_000;

    private final Room room;

    Reviewing(Room room) {
        this.room = room;
    }

    DecisionResult choose(String id, long version, Set<Integer> hunks, Choice choice, Actor actor) {
        return open(id, version, actor, of -> {
            Set<Integer> unknown = new TreeSet<>(hunks);
            unknown.removeAll(of.located().all());
            if (hunks.isEmpty() || !unknown.isEmpty()) {
                return room.refused(
                        of, hunks.isEmpty() ? "No hunk was named." : "There is no hunk " + words(unknown) + ".", actor);
            }
            return steps(of, of.steps().then(new Step.Chosen(hunks, choice)), actor);
        });
    }

    static String words(Set<Integer> hunks) {
        return String.join(
                ", ", new TreeSet<>(hunks).stream().map(String::valueOf).toList());
    }

    DecisionResult undo(String id, Actor actor) {
        return open(
                id,
                0,
                actor,
                of -> of.steps()
                        .undo()
                        .map(steps -> steps(of, steps, actor))
                        .orElseGet(() -> room.refused(of, "There is nothing to undo.", actor)));
    }

    DecisionResult redo(String id, Actor actor) {
        return open(
                id,
                0,
                actor,
                of -> of.steps()
                        .redo()
                        .map(steps -> steps(of, steps, actor))
                        .orElseGet(() -> room.refused(of, "There is nothing to do again.", actor)));
    }

    DecisionResult edit(String id, long version, int hunk, String text, Actor actor) {
        return open(id, version, actor, of -> {
            Optional<String> fault = Edits.fault(of.located(), hunk, text);
            return fault.isPresent()
                    ? room.refused(of, fault.get() + " Nothing was changed.", actor)
                    : steps(of, of.steps().then(Edits.edited(of.located(), hunk, text)), actor);
        });
    }

    DecisionResult comment(String id, int hunk, String text, Actor actor) {
        return room.decide(id, 0, actor, of -> {
            Patch patch = of.patch();
            boolean known = hunk == 0 || (patch != null && patch.hunk(hunk).isPresent());
            if (text.isBlank() || text.length() > LONGEST_COMMENT || !known) {
                return room.refused(
                        of,
                        known ? "A comment has 1 to " + LONGEST_COMMENT + " characters." : "There is no hunk " + hunk,
                        actor);
            }
            RequestRow request = of.kept().request();
            List<Comment> all = new ArrayList<>(of.comments());
            all.add(new Comment(hunk, text, actor, room.parts.clock().instant()));
            room.ledger.record(new ApprovalEvent.Commented(
                    request == null ? "" : request.id(),
                    id,
                    hunk,
                    text,
                    actor.operator(),
                    actor.channel().word()));
            ProposalRow row = of.row().on(of.row().course().commented(CourseText.comments(all)));
            return room.made(of, List.of(new Change.Update(row)), actor);
        });
    }

    private interface Work {
        DecisionResult on(Case of);
    }

    private DecisionResult open(String id, long version, Actor actor, Work work) {
        return room.decide(id, version, actor, of -> {
            if (!of.state().equals("validated") || !of.asked().equals("open")) {
                return room.refused(of, "It is " + of.state() + ", so nothing can be chosen or edited.", actor);
            }
            String fault = room.asking.fault(of);
            return fault.isEmpty() ? work.on(of) : room.refused(of, fault, actor);
        });
    }

    /// Puts other steps in the place of those that there were, and all that follows from them.
    private DecisionResult steps(Case of, Steps steps, Actor actor) {
        Patch original = of.original();
        Patch after;
        try {
            after = original == null ? of.located() : steps.patch(original);
            var unused = after.result(after.all());
        } catch (IllegalArgumentException | IllegalStateException e) {
            return room.refused(of, "That makes no patch: " + e.getMessage() + ". Nothing was changed.", actor);
        }
        ProposalRow.Course course =
                of.row().course().with(CourseText.steps(steps.done()), CourseText.steps(steps.undone()));
        List<Event> events = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        decided(of, steps, actor, events);
        if (after.digest().equals(of.located().digest())) {
            changes.add(new Change.Update(of.row().on(course)));
        } else {
            edited(of, after, course, actor, events, changes);
        }
        events.forEach(room.ledger::record);
        return room.made(of, changes, actor);
    }

    private static void decided(Case of, Steps steps, Actor actor, List<Event> events) {
        for (int hunk : new TreeSet<>(of.located().all())) {
            Choice before = of.steps().choices().getOrDefault(hunk, Choice.PENDING);
            Choice now = steps.choices().getOrDefault(hunk, Choice.PENDING);
            if (before != now) {
                events.add(new ApprovalEvent.HunkDecided(
                        of.request().id(),
                        of.id(),
                        hunk,
                        now.word(),
                        actor.operator(),
                        actor.channel().word()));
            }
        }
    }

    /// Another text is another patch: it is judged anew, and asked anew.
    private void edited(
            Case of, Patch after, ProposalRow.Course course, Actor actor, List<Event> events, List<Change> changes) {
        String tree = String.valueOf(of.place().baseTree());
        Verdict verdict = room.judge.verdict(after, String.valueOf(of.place().baseVersion()), tree);
        RequestRow request = room.asking.request(of.id(), of.workspace(), after, verdict);
        for (int number : new TreeSet<>(after.all())) {
            Hunk hunk = after.hunk(number).orElseThrow();
            if (!hunk.newLines()
                    .equals(of.located().hunk(number).map(Hunk::newLines).orElse(List.of()))) {
                events.add(new ApprovalEvent.HunkEdited(
                        request.id(),
                        of.id(),
                        number,
                        request.ticket(),
                        Content.sha256(String.join("", hunk.newLines()).getBytes(StandardCharsets.UTF_8)),
                        actor.operator(),
                        actor.channel().word()));
            }
        }
        events.add(Judge.event(of.id(), verdict));
        events.add(Asking.event(request));
        changes.add(new Change.Judge(room.judge.row(after, tree, verdict)));
        changes.add(new Change.Update(of.row().on(course).at(of.place().judged(after.digest(), verdict.sha256()))));
        changes.add(Asking.replaced(of.request()));
        changes.add(new Change.Ask(request));
    }
}
