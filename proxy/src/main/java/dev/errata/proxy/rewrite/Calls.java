package dev.errata.proxy.rewrite;

import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.proxy.wire.LaneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tool calls of one exchange. Their ids and names come once; their fragments say only where they belong.
final class Calls {

    /// Longest name that is kept; no tool has one like it.
    private static final int LONGEST_NAME = 256;

    private final Map<LaneId, Call> calls = new HashMap<>();
    private int replaced;

    /// A tool call.
    ///
    /// @param lane of its arguments
    /// @param plain whether they are one plain text
    record Call(LaneId lane, String id, String name, boolean plain) {}

    @Nullable
    Call get(LaneId lane) {
        return calls.get(lane);
    }

    /// Takes in what a frame says of a call.
    ///
    /// Some servers give all their calls the same index and tell them apart by their ids alone: a call with another id
    /// is another call, with a lane of its own.
    Call heard(Mark.Call mark) {
        String name = mark.name().length() > LONGEST_NAME ? "" : mark.name();
        Call known = calls.get(mark.lane());
        Call now;
        if (known == null) {
            now = new Call(mark.lane(), mark.id(), name, mark.plain());
        } else if (mark.id().isEmpty() || known.id.isEmpty() || mark.id().equals(known.id)) {
            now = new Call(
                    known.lane,
                    known.id.isEmpty() ? mark.id() : known.id,
                    known.name.isEmpty() ? name : known.name,
                    known.plain);
        } else {
            now = new Call(fresh(mark.lane()), mark.id(), name, mark.plain());
        }
        calls.put(mark.lane(), now);
        return now;
    }

    /// The lane of a further call that the server gave the same place.
    LaneId another(LaneId at) {
        LaneId lane = fresh(at);
        Call known = calls.get(at);
        calls.put(
                at, known == null ? new Call(lane, "", "", false) : new Call(lane, known.id, known.name, known.plain));
        return lane;
    }

    private LaneId fresh(LaneId at) {
        replaced++;
        return new LaneId(at.group(), at.kind(), at.channel() + "." + replaced);
    }
}
