package dev.errata.proxy.exchange;

import dev.errata.rules.stream.LaneForm;
import dev.errata.rules.stream.LaneSource;
import dev.errata.rules.text.Rewrite;
import java.util.List;

/// An exchange with its captured texts, for showing raw beside corrected.
///
/// @param request the request's body as far as it was kept, secrets never included (headers are not kept)
/// @param lanes the answer's text streams in order of first appearance
/// @param truncated whether a bound cut the capture; the exchange itself was complete
public record ExchangeDetail(ExchangeSnapshot snapshot, String request, List<LaneText> lanes, boolean truncated) {
    public ExchangeDetail {
        lanes = List.copyOf(lanes);
    }

    /// One lane's raw and sent text.
    ///
    /// @param name for instance `0/text`
    /// @param source how it is read: as text, as the arguments of which tool
    /// @param rewrites what was changed, spans in the raw text
    /// @param observed what shadow and detect-only rules matched
    public record LaneText(
            String name,
            LaneSource source,
            String raw,
            String sent,
            List<Rewrite> rewrites,
            List<Rewrite> observed) {

        /// An answer's text.
        public LaneText(String name, String raw, String sent, List<Rewrite> rewrites, List<Rewrite> observed) {
            this(name, LaneSource.of(LaneForm.TEXT), raw, sent, rewrites, observed);
        }

        public LaneText {
            rewrites = List.copyOf(rewrites);
            observed = List.copyOf(observed);
        }
    }
}
