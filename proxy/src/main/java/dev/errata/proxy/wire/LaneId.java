package dev.errata.proxy.wire;

import dev.errata.rules.stream.LaneKind;
import java.util.Locale;

/// Which text stream of an exchange: one channel of one choice (or content block, or output item).
///
/// @param group the choice's index; the lanes of one group follow one another, so one that speaks ends the others
/// @param kind the channel
public record LaneId(int group, LaneKind kind) {

    /// The name in the journal and on the screen, for instance `0/text`.
    public String label() {
        return group + "/" + kind.name().toLowerCase(Locale.ROOT);
    }
}
