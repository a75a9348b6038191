package dev.errata.proxy.rewrite;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.wire.Frame;
import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.proxy.wire.LaneId;
import dev.errata.rules.stream.LaneRewriter;
import dev.errata.rules.stream.LaneSource;
import dev.errata.rules.stream.RuleFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lanes of one exchange, in order of first appearance.
final class Lanes {

    /// How often one lane's text may be told again in other words and be a lane of its own each time.
    private static final int MOST_VERSIONS = 16;

    private final Rules rules;
    private final Exchange exchange;
    private final boolean repeats;
    private final Map<LaneId, Lane> lanes = new LinkedHashMap<>();
    private final Calls calls = new Calls();
    private @Nullable String model;
    private long frames;
    private boolean passing;

    /// @param repeats whether the wire tells texts again
    Lanes(Rules rules, Exchange exchange, boolean repeats) {
        this.rules = rules;
        this.exchange = exchange;
        this.repeats = repeats;
    }

    /// Pushes a frame's texts and ends what it ends.
    ///
    /// @return the texts, to be taken when they are settled
    List<Piece> accept(Frame frame) {
        if (model == null && frame.model() != null) {
            model = frame.model();
            exchange.model(frame.model());
        }
        frames++;
        var pieces = new ArrayList<Piece>(1);
        for (Mark mark : frame.marks()) {
            switch (mark) {
                case Mark.Text text -> pieces.add(push(text));
                case Mark.Repeat repeat -> pieces.add(again(repeat));
                case Mark.Call call -> call(call);
                case Mark.Other other -> overheard(other.group());
                case Mark.Turn turn -> turn(turn.group());
                case Mark.Keep keep -> keep(keep.lane());
                case Mark.End end -> end(end.group());
                case Mark.EndAll all -> endAll();
            }
        }
        return pieces;
    }

    void endAll() {
        lanes.values().forEach(Lane::end);
    }

    /// The first rule that failed open.
    @Nullable
    RuleFailure failure() {
        for (Lane lane : lanes.values()) {
            RuleFailure failure = lane.failure();
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    /// From now on nothing is changed any more; text goes on to be recorded.
    ///
    /// @param held the texts that are not sent yet, each lane's last one after its others
    void passOn(List<Piece> held) {
        passing = true;
        for (Lane lane : lanes.values()) {
            long at = lane.covered();
            for (Piece piece : held) {
                if (piece instanceof TextPiece text && text.lane() == lane) {
                    at = Math.max(at, text.end());
                }
            }
            lane.passOn(at);
        }
    }

    private Piece push(Mark.Text text) {
        Calls.Call call = calls.get(text.lane());
        LaneId id = call == null ? text.lane() : call.lane();
        Lane lane = lanes.get(id);
        if (lane != null && text.json() && lane.received() > 0) {
            // Two objects are two calls, though the server gave them the same place and no ids.
            id = calls.another(text.lane());
            lane = null;
        }
        if (lane == null) {
            lane = open(id, rules.source(id.kind(), call), passing);
        }
        overheard(id);
        return push(lane, text);
    }

    private Piece push(Lane lane, Mark.Text text) {
        var piece = new TextPiece(lane, lane.received(), text);
        lane.push(text.value(), frames);
        if (text.json()) {
            lane.end(); // an object comes whole
        }
        return piece;
    }

    /// A lane's whole text: told before, or first told now, or another one than was told before. Such another text is a
    /// lane of its own, which may be repeated in its turn.
    private Piece again(Mark.Repeat repeat) {
        Calls.Call call = calls.get(repeat.lane());
        LaneId first = call == null ? repeat.lane() : call.lane();
        LaneSource source = rules.source(first.kind(), call);
        LaneId id = first;
        for (int number = 2; ; number++) {
            Lane lane = lanes.get(id);
            if (lane == null) {
                lane = open(id, source, passing);
            }
            lane.end();
            Said said = lane.said;
            if (said == null) {
                throw new IllegalStateException("a wire repeats texts and does not say so");
            }
            if (said.nothing() || number > MOST_VERSIONS) {
                Piece piece = push(
                        lane, new Mark.Text(id, repeat.from(), repeat.to(), repeat.value(), repeat.json()));
                lane.end();
                return piece;
            }
            if (said.is(repeat.value())) {
                return new RepeatPiece(said, repeat);
            }
            exchange.note("the model server told a text again in other words: the rules were applied to both");
            id = new LaneId(first.group(), first.kind(), first.channel() + "~" + number);
        }
    }

    private Lane open(LaneId id, LaneSource source, boolean unchanged) {
        LaneRewriter rewriter = unchanged ? new PassingLane(0) : rules.lane(source, model);
        Lane lane = new Lane(id, source.form(), rewriter, exchange, repeats);
        lanes.put(id, lane);
        exchange.opened(id.label(), source);
        return lane;
    }

    /// A tool call speaks: the texts before it are complete, and so is another call whose place it takes.
    private void call(Mark.Call mark) {
        Calls.Call before = calls.get(mark.lane());
        Calls.Call now = calls.heard(mark);
        if (before != null && !before.lane().equals(now.lane())) {
            Lane lane = lanes.get(before.lane());
            if (lane != null) {
                lane.end();
            }
        }
        overheard(now.lane());
    }

    private void overheard(LaneId speaker) {
        for (Lane lane : lanes.values()) {
            if (lane.id.group() == speaker.group() && lane.id.kind() != speaker.kind()) {
                lane.overheard();
            }
        }
    }

    private void overheard(int group) {
        for (Lane lane : lanes.values()) {
            if (lane.id.group() == group) {
                lane.overheard();
            }
        }
    }

    /// Blocks follow one another.
    private void turn(int group) {
        for (Lane lane : lanes.values()) {
            if (lane.id.group() != group) {
                lane.overheard();
            }
        }
    }

    private void keep(LaneId id) {
        Lane lane = lanes.get(id);
        if (lane == null) {
            open(id, rules.source(id.kind(), null), true);
        } else {
            lane.keepLate();
        }
    }

    private void end(int group) {
        for (Lane lane : lanes.values()) {
            if (lane.id.group() == group) {
                lane.end();
            }
        }
    }
}
