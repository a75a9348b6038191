package dev.errata.proxy.wire;

import dev.errata.rules.stream.LaneKind;

/// Which text stream of an exchange: one channel of one choice (or content block, or output item), or the arguments of
/// one of its tool calls.
///
/// @param group the choice's index; the lanes of one group follow one another, so one that speaks ends those of other
/// kinds
/// @param kind what kind of text it is, which decides the rules that apply
/// @param channel its name on the wire: a server that spells reasoning in two ways at once has two lanes of it
public record LaneId(int group, LaneKind kind, String channel) {

    /// The name in the journal and on the screen, for instance `0/text`.
    public String label() {
        return group + "/" + channel;
    }
}
