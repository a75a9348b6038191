package dev.errata.proxy.rewrite;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.wire.Frame;
import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.proxy.wire.LaneId;
import dev.errata.rules.stream.LaneForm;
import dev.errata.rules.stream.LaneKind;
import dev.errata.rules.stream.LaneSource;
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
                case Mark.End end -> end(end.group(), null);
                case Mark.EndAll all -> endAll();
            }
        }
        return pieces;
    }

    void endAll() {
        lanes.values().forEach(Lane::end);
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
        Lane lane = lanes.get(text.lane());
        if (lane == null) {
            lane = new Lane(
                    text.lane(),
                    passing ? new PassingLane(0) : rules.lane(text.lane().kind(), model),
                    exchange);
            lanes.put(text.lane(), lane);
            exchange.opened(text.lane().label(), LaneSource.of(form(text.lane().kind())));
        }
        end(text.lane().group(), lane);
        var piece = new Piece(lane, lane.received(), text.from(), text.to(), text.value());
        lane.push(text.value());
        return piece;
    }

    private static LaneForm form(LaneKind kind) {
        return switch (kind) {
            case TEXT -> LaneForm.TEXT;
            case REASONING -> LaneForm.REASONING;
            case CODE -> LaneForm.CODE;
            case TOOL_ARGS -> LaneForm.ARGUMENTS;
        };
    }

    private void end(int group, @Nullable Lane but) {
        for (Lane lane : lanes.values()) {
            if (lane.id.group() == group && (but == null || lane.id.kind() != but.id.kind())) {
                lane.end();
            }
        }
    }
}
