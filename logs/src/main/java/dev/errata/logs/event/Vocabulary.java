package dev.errata.logs.event;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Every kind of event there is. The help's table is made from it.
///
/// **Thread:** any.
public final class Vocabulary {
    private static final List<EventKind> ALL = Stream.of(
                    TrafficCodec.KINDS,
                    RulesCodec.KINDS,
                    PatchCodec.KINDS,
                    ApprovalCodec.KINDS,
                    StateCodec.KINDS,
                    SessionCodec.KINDS,
                    SystemCodec.KINDS)
            .flatMap(List::stream)
            .toList();

    private Vocabulary() {}

    /// All kinds, family by family.
    public static List<EventKind> all() {
        return ALL;
    }

    /// The kind that a record's `type` names; empty if this Errata does not know it.
    public static Optional<EventKind> of(String type) {
        return ALL.stream().filter(kind -> kind.type().equals(type)).findFirst();
    }
}
