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

    private final Rules rules;
    private final Exchange exchange;
    private final Map<LaneId, Lane> lanes = new LinkedHashMap<>();
    private final Calls calls = new Calls();
    private @Nullable String model;
    private boolean passing;

    Lanes(Rules rules, Exchange exchange) {
        this.rules = rules;
        this.exchange = exchange;
    }

    /// Pushes a frame's texts and ends what it ends.
    ///
    /// @return the texts, to be taken when they are settled
    List<Piece> accept(Frame frame) {
        if (model == null && frame.model() != null) {
            model = frame.model();
            exchange.model(frame.model());
        }
        var pieces = new ArrayList<Piece>(1);
        for (Mark mark : frame.marks()) {
            switch (mark) {
                case Mark.Text text -> pieces.add(push(text));
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
                if (piece.lane() == lane) {
                    at = Math.max(at, piece.end());
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
            lane = open(id, rules.source(id.kind(), call == null ? "" : call.name()), passing);
        }
        overheard(id);
        var piece = new Piece(lane, lane.received(), text);
        lane.push(text.value());
        if (text.json()) {
            lane.end(); // an object comes whole
        }
        return piece;
    }

    private Lane open(LaneId id, LaneSource source, boolean unchanged) {
        LaneRewriter rewriter = unchanged ? new PassingLane(0) : rules.lane(source, model);
        Lane lane = new Lane(id, source.form(), rewriter, exchange);
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
            open(id, rules.source(id.kind(), ""), true);
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
