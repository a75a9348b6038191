package dev.errata.rules.leaf;

import dev.errata.rules.leaf.Level.FileKnown;
import dev.errata.rules.leaf.Spot.Use;
import dev.errata.rules.match.LaneText;
import dev.errata.rules.stream.LaneRewriter;
import dev.errata.rules.stream.RuleFailure;
import dev.errata.rules.text.Languages;
import dev.errata.rules.text.Rewrite;
import dev.errata.rules.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rewrites JSON text while it arrives: inside it, the decoded value of each string that may change runs through a
/// rewriter of its own.
///
/// ```
/// JSON text --JsonTokens--> strings --Spot: may it change?--> Leaf --rules--> matches --> edits of the JSON text
/// ```
/// An edit replaces the JSON text of the match alone; whatever else was spelled oddly stays so. Keys, numbers and
/// structure cannot change, so what was valid stays valid.
///
/// - **Until the first match** all is passed on but what a string's own rewriter holds, and an escape that has only
///   begun in such a string. A string whose file is named after it waits for that name, where it matters.
/// - **From the first match on** everything waits for the end: only then is it known that the JSON is valid. If it is
///   not, or not whole, nothing is changed and nothing was matched.
/// - **After the end** what still comes passes as it is.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | text held | 4 Mi units | passes unchanged from there on, as if it were no JSON |
/// | name of a file | 4,096 units | the rest does not count |
///
/// **Thread:** confined to its exchange's event loop. **Units:** UTF-16 units of the JSON text. **Source:** `wire.md`
/// 7.5.
final class LeafLane implements LaneRewriter, JsonTokens.Sink {

    /// Most text that is held.
    static final int MOST_HELD = 4 << 20;

    private static final int LONGEST_FILE_NAME = 4_096;

    /// Kept behind what was taken: the spelling of what shadow rules match, which may lag.
    private static final int LOOK_BEHIND = 64 << 10;

    private record Edit(long start, long end, String after, Rewrite rewrite) {}

    /// A string that waits for its file's name.
    ///
    /// @param start where its inside begins
    /// @param end its closing quote
    private record Later(Level level, Spot spot, long start, long end) {}

    private final LeafRules rules;
    private final Spot root;
    private final LaneText raw = new LaneText();
    private final JsonTokens tokens = new JsonTokens(this);
    private final List<Edit> found = new ArrayList<>();
    private final Deque<Edit> edits = new ArrayDeque<>();
    private final List<Later> laters = new ArrayList<>();
    private final List<Rewrite> observed = new ArrayList<>();
    private List<Rewrite> drained = List.of();
    private @Nullable Level level;
    private @Nullable Leaf leaf;
    private @Nullable StringBuilder fileName;
    private long stringStart;
    private long waitingSince = -1;
    private long firstEdit = Long.MAX_VALUE;
    private long at;
    private long taken;
    private boolean over;
    private Optional<RuleFailure> failure = Optional.empty();

    LeafLane(LeafRules rules, Spot root) {
        this.rules = rules;
        this.root = root;
    }

    @Override
    public void push(CharSequence delta) {
        raw.append(delta);
        for (int i = 0; i < delta.length() && !over; i++) {
            at++;
            tokens.read(delta.charAt(i));
            over = tokens.broken();
        }
        if (leaf != null && !over) {
            collect(leaf);
        }
        over |= received() - settled() > MOST_HELD;
        if (over) {
            forgetMatches();
        }
        raw.forget(Math.max(raw.base(), taken - LOOK_BEHIND));
    }

    @Override
    public void end() {
        if (over) {
            return;
        }
        if (tokens.complete()) {
            settleLaters();
            found.sort(Comparator.comparingLong(Edit::start));
            edits.addAll(found);
            observed.sort(Comparator.comparingLong(match -> match.span().start()));
            drained = List.copyOf(observed);
        }
        over = true;
        forgetMatches();
    }

    private void forgetMatches() {
        found.clear();
        observed.clear();
        laters.clear();
        leaf = null;
        level = null;
    }

    @Override
    public void begin(boolean array) {
        level = new Level(level, here(), array);
    }

    private Spot here() {
        return level == null ? root : level.next();
    }

    @Override
    public void end(boolean array) {
        Level ended = level;
        if (ended != null) {
            ended.close();
            level = ended.outer;
            settleLaters();
        }
    }

    @Override
    public void key(String name) {
        if (level != null) {
            level.key(name);
        }
    }

    @Override
    public void string() {
        Spot spot = here();
        stringStart = at;
        if (spot.namesFile()) {
            fileName = new StringBuilder();
        } else if (rules.concerned(spot.use())) {
            if (rules.needsFile(spot) && level != null) {
                begin(spot, level.file());
            } else {
                open(spot.use(), "");
            }
        }
    }

    private void begin(Spot spot, FileKnown file) {
        switch (file) {
            case FileKnown.Named(String language) -> open(spot.use(), language);
            case FileKnown.Open open -> waitingSince = stringStart;
            case FileKnown.Nowhere nowhere -> {
                if (!spot.needsFile()) {
                    open(spot.use(), "");
                }
            }
        }
    }

    private void open(Use use, String language) {
        Optional<LaneRewriter> lane = rules.lane(use, language);
        leaf = lane.isEmpty() ? null : new Leaf(lane.get(), stringStart);
    }

    @Override
    public void unit(char unit, int spelled) {
        if (leaf != null) {
            leaf.unit(unit, spelled);
        } else if (fileName != null && fileName.length() < LONGEST_FILE_NAME) {
            fileName.append(unit);
        }
    }

    @Override
    public void stringEnd() {
        if (leaf != null) {
            finish(leaf);
            leaf = null;
        } else if (waitingSince >= 0 && level != null) {
            laters.add(new Later(level, here(), waitingSince, at - 1));
            waitingSince = -1;
        } else if (fileName != null && level != null) {
            level.file(Languages.ofFileName(fileName.toString()));
            fileName = null;
            settleLaters();
        }
    }

    /// Rewrites the strings whose file is known by now.
    private void settleLaters() {
        for (Iterator<Later> all = laters.iterator(); all.hasNext(); ) {
            Later later = all.next();
            FileKnown file = later.level.file();
            if (!(file instanceof FileKnown.Open)) {
                all.remove();
                stringStart = later.start;
                begin(later.spot, file);
                Leaf late = leaf;
                if (late != null) {
                    JsonEscapes.read(raw.text(later.start, later.end), late);
                    finish(late);
                    leaf = null;
                }
            }
        }
    }

    private void finish(Leaf ended) {
        ended.flush().end();
        collect(ended);
    }

    private void collect(Leaf from) {
        LaneRewriter lane = from.flush();
        for (Rewrite change : lane.take(lane.settled()).rewrites()) {
            Rewrite here = spelled(from, change);
            String after = here.after();
            if (after != null) {
                found.add(new Edit(here.span().start(), here.span().end(), after, here));
                firstEdit = Math.min(firstEdit, here.span().start());
            }
        }
        for (Rewrite match : lane.drainObserved()) {
            observed.add(spelled(from, match));
        }
        if (failure.isEmpty()) {
            failure = lane.failure();
        }
    }

    @Override
    public Optional<RuleFailure> failure() {
        return failure;
    }

    /// The same match in the JSON text.
    private Rewrite spelled(Leaf from, Rewrite match) {
        Span span = new Span(
                from.place(match.span().start()), from.place(match.span().end()));
        String before =
                span.start() >= raw.base() ? raw.text(span.start(), span.end()) : JsonEscapes.escape(match.before());
        String after = match.after();
        return new Rewrite(
                match.rule(), span, before, after == null ? null : JsonEscapes.escape(after), match.confidence());
    }

    @Override
    public long received() {
        return raw.limit();
    }

    @Override
    public long settled() {
        if (over) {
            return received();
        }
        long settled = Math.min(firstEdit, received());
        if (!laters.isEmpty()) {
            settled = Math.min(settled, laters.getFirst().start);
        }
        if (waitingSince >= 0) {
            settled = Math.min(settled, waitingSince);
        }
        return leaf == null ? settled : Math.min(settled, leaf.settled());
    }

    /// Between two plain units only, which is never inside what a reader sees as one character.
    @Override
    public long safeCut() {
        long cut = settled();
        boolean plain = cut == received() || cut <= taken || (isPlain(raw.unit(cut)) && isPlain(raw.unit(cut - 1)));
        return plain ? Math.max(cut, taken) : taken;
    }

    private static boolean isPlain(char c) {
        return c < 0x300 && c >= ' ' && c != 0xAD && c != '\\';
    }

    @Override
    public Corrected take(long to) {
        if (to < taken || to > settled()) {
            throw new IllegalArgumentException("cannot take to " + to + ": taken " + taken + ", settled " + settled());
        }
        StringBuilder out = new StringBuilder();
        List<Rewrite> rewrites = new ArrayList<>();
        boolean touched = false;
        long from = taken;
        while (from < to) {
            Edit edit = edits.peek();
            if (edit == null || edit.start >= to) {
                out.append(raw.text(from, to));
                break;
            }
            if (from < edit.start) {
                out.append(raw.text(from, edit.start));
                from = edit.start;
            }
            touched = true;
            if (from == edit.start) {
                out.append(edit.after);
                rewrites.add(edit.rewrite);
            }
            from = Math.min(edit.end, to);
            if (from == edit.end) {
                edits.remove();
            }
        }
        String result = out.toString();
        boolean changed = touched && !result.equals(raw.text(taken, to));
        taken = to;
        return new Corrected(result, rewrites, changed);
    }

    @Override
    public List<Rewrite> drainObserved() {
        List<Rewrite> all = drained;
        drained = List.of();
        return all;
    }
}
