package dev.errata.rules.patch.parse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds the places of blocks of lines in a file, and puts their new sides there.
final class Blocks {
    private final Collection<String> said;
    private final Collection<String> problems;

    Blocks(Collection<String> said, Collection<String> problems) {
        this.said = said;
        this.problems = problems;
    }

    /// A block that has its place.
    private record Placed(int from, int to, List<String> fresh, Edit.Block block) {}

    void make(Draft draft, Edit.Change change) {
        switch (change.placing()) {
            case NUMBERED -> {
                List<Placed> placed = new ArrayList<>();
                change.blocks().forEach(block -> numbered(draft, block).ifPresent(placed::add));
                together(draft, placed);
            }
            case IN_ORDER -> {
                List<Placed> placed = new ArrayList<>();
                int from = 0;
                for (Edit.Block block : change.blocks()) {
                    Optional<Placed> found = inOrder(draft, block, from);
                    found.ifPresent(placed::add);
                    from = found.map(Placed::to).orElse(from);
                }
                together(draft, placed);
            }
            case ONE_BY_ONE ->
                change.blocks()
                        .forEach(block -> oneByOne(draft, block)
                                .ifPresent(found -> draft.replace(found.from(), found.to(), found.fresh())));
        }
    }

    /// Whether lines are all that a file has.
    boolean isWhole(Draft draft, List<String> old) {
        List<String> lines = draft.lines();
        boolean whole = lines.size() == old.size()
                && (lines.isEmpty() || Place.find(lines, old, 1, 0, Likeness.STRICT) instanceof Place.At);
        if (!whole) {
            problems.add(draft.path() + ": it is to be deleted, and is not what the patch says it is; "
                    + Nearest.words(lines, old).orElse("nothing of it is there"));
        }
        return whole;
    }

    private Optional<Placed> numbered(Draft draft, Edit.Block block) {
        List<String> lines = draft.lines();
        if (block.old().isEmpty()) {
            return insertion(draft, block, block.line() - 1);
        }
        Place place = Place.find(lines, block.old(), block.line(), 0, Likeness.STRICT);
        Optional<Placed> placed = placed(draft, block, place);
        placed.ifPresent(at -> {
            if (block.line() > 0 && at.from() != block.line() - 1) {
                say(draft, block, "stands at line " + (at.from() + 1) + ", not at line " + block.line());
            }
        });
        return placed;
    }

    /// Lines that come where nothing goes.
    private Optional<Placed> insertion(Draft draft, Edit.Block block, int at) {
        List<String> lines = draft.lines();
        if (at < 0 || at > lines.size()) {
            problem(draft, block, "it has no old lines, and nothing tells where its new ones are to stand");
            return Optional.empty();
        }
        if (at == 0 && !lines.isEmpty()) {
            problem(draft, block, "it says that the file is empty, and the file is not");
            return Optional.empty();
        }
        if (at == lines.size() && at > 0 && !lines.getLast().endsWith("\n")) {
            problem(draft, block, "it comes behind the last line, which does not end with a line break");
            return Optional.empty();
        }
        List<String> fresh = Fitting.fresh(draft, block, at, lines.isEmpty() ? Likeness.EXACT : Likeness.BUT_RETURNS);
        return Optional.of(new Placed(at, at, fresh, block));
    }

    private Optional<Placed> inOrder(Draft draft, Edit.Block block, int from) {
        List<String> lines = draft.lines();
        int begin = from;
        boolean anchored = false;
        for (String anchor : block.anchors()) {
            List<Integer> all = anchors(lines, anchor, begin);
            if (all.isEmpty()) {
                problem(
                        draft,
                        block,
                        "the line above it, `" + anchor + "`, stands nowhere"
                                + (from > 0 ? " behind the hunk before" : ""));
                return Optional.empty();
            }
            anchored = all.size() == 1;
            begin = all.getFirst() + 1;
        }
        if (block.old().isEmpty()) {
            return appended(draft, block, block.anchors().isEmpty() || block.atEnd() ? lines.size() : begin, anchored);
        }
        Place place = Place.find(lines, block.old(), 0, begin, Likeness.LOOSE);
        if (place instanceof Place.Several(List<Integer> all)) {
            int last = all.getLast();
            if (block.atEnd() && last + block.old().size() == lines.size()) {
                place = new Place.At(last, Likeness.BUT_ENDS);
            } else if (anchored) {
                place = new Place.At(all.getFirst(), Likeness.BUT_ENDS);
            }
        }
        return placed(draft, block, place);
    }

    /// Lines that an anchor means: those that it is, else those that it is but for blanks around.
    private static List<Integer> anchors(List<String> lines, String anchor, int from) {
        List<Integer> exact = Place.all(Likeness.BUT_ENDS.keys(lines), List.of(anchor), from);
        return exact.isEmpty()
                ? Place.all(lines.stream().map(String::strip).toList(), List.of(anchor.strip()), from)
                : exact;
    }

    private Optional<Placed> appended(Draft draft, Edit.Block block, int at, boolean anchored) {
        List<String> lines = draft.lines();
        if (at < lines.size() && !anchored) {
            problem(draft, block, "the line above it stands several times");
            return Optional.empty();
        }
        say(draft, block, at == lines.size() ? "is put at the end of the file" : "is put behind line " + at);
        return Optional.of(behind(draft, block, at));
    }

    /// New lines behind a line, which may be the last one without a line break.
    private static Placed behind(Draft draft, Edit.Block block, int at) {
        List<String> lines = draft.lines();
        List<String> fresh = new ArrayList<>(block.fresh());
        int from = at;
        if (at == lines.size() && at > 0) {
            from = at - 1;
            fresh.addFirst(lines.getLast());
        }
        List<String> fitted = new ArrayList<>();
        fresh.forEach(line -> fitted.add(Fitting.ended(line, draft.lineEnd())));
        return new Placed(from, at, Fitting.closed(lines, fitted, at, draft.lineEnd()), block);
    }

    private Optional<Placed> oneByOne(Draft draft, Edit.Block block) {
        if (block.old().isEmpty()) {
            return block.fresh().isEmpty()
                    ? Optional.empty()
                    : appended(draft, block, draft.lines().size(), true);
        }
        return placed(draft, block, Place.find(draft.lines(), block.old(), block.line(), 0, Likeness.LOOSE));
    }

    private Optional<Placed> placed(Draft draft, Edit.Block block, Place place) {
        switch (place) {
            case Place.At(int index, Likeness how) -> {
                if (how.dropsBlanks() && draws(draft, block, index)) {
                    say(draft, block, "differs from the file in blanks at the ends of lines; the file's are kept");
                }
                List<String> fresh = Fitting.fresh(draft, block, index, how);
                if (otherEnds(block.fresh(), fresh)) {
                    said.add(draft.path() + ": " + endsSaid(draft));
                }
                return Optional.of(new Placed(index, index + block.old().size(), fresh, block));
            }
            case Place.Several(List<Integer> indexes) ->
                problem(
                        draft,
                        block,
                        "its old lines stand several times, at lines " + Place.lines(indexes)
                                + ", and nothing tells which are meant");
            case Place.Missing missing ->
                problem(
                        draft,
                        block,
                        "its old lines stand nowhere in the file; "
                                + Nearest.words(draft.lines(), block.old()).orElse("nothing like them is there"));
        }
        return Optional.empty();
    }

    private static boolean otherEnds(List<String> written, List<String> fresh) {
        return IntStream.range(0, Math.min(written.size(), fresh.size()))
                .anyMatch(i -> fresh.get(i).endsWith("\r\n") != written.get(i).endsWith("\r\n"));
    }

    /// In words for people.
    static String endsSaid(Draft draft) {
        return "its lines end with " + (draft.lineEnd().equals("\n") ? "LF" : "CRLF") + ", and so do those that come";
    }

    /// Whether blanks really differ: a likeness that drops them may also have been chosen for other reasons.
    private static boolean draws(Draft draft, Edit.Block block, int index) {
        List<String> there = draft.lines().subList(index, index + block.old().size());
        return !Likeness.BUT_ENDS.keys(there).equals(Likeness.BUT_ENDS.keys(block.old()));
    }

    /// Puts blocks in that were all placed in the file as it is, the last one first, so that no place moves.
    private void together(Draft draft, List<Placed> placed) {
        List<Placed> sorted = new ArrayList<>(placed);
        sorted.sort(Comparator.comparingInt(Placed::from).thenComparingInt(Placed::to));
        List<Placed> cores = sorted.stream().map(block -> touched(draft, block)).toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (cores.get(i - 1).to() > cores.get(i).from()) {
                problem(
                        draft,
                        sorted.get(i).block(),
                        "it changes lines that " + sorted.get(i - 1).block().label() + " changes too");
                return;
            }
        }
        for (int i = sorted.size() - 1; i >= 0; i--) {
            Placed block = sorted.get(i);
            Placed core = cores.get(i);
            // Only what it changes: its context may hold what the block behind it has changed by now.
            draft.splice(core.from(), core.to(), core.fresh(), core.from() - block.from(), block.to() - core.to());
        }
    }

    /// The lines of a block that it changes, without the context.
    private static Placed touched(Draft draft, Placed block) {
        List<String> lines = draft.lines();
        int lead = 0;
        int most = Math.min(block.to() - block.from(), block.fresh().size());
        while (lead < most
                && lines.get(block.from() + lead).equals(block.fresh().get(lead))) {
            lead++;
        }
        int trail = 0;
        while (trail < most - lead
                && lines.get(block.to() - 1 - trail)
                        .equals(block.fresh().get(block.fresh().size() - 1 - trail))) {
            trail++;
        }
        return new Placed(
                block.from() + lead,
                block.to() - trail,
                block.fresh().subList(lead, block.fresh().size() - trail),
                block.block());
    }

    private void say(Draft draft, Edit.Block block, String what) {
        said.add(draft.path() + ", " + block.label() + ": it " + what);
    }

    private void problem(Draft draft, Edit.Block block, String what) {
        problems.add(draft.path() + ", " + block.label() + ": " + what);
    }
}
