package dev.errata.proxy.exchange;

import dev.errata.logs.blob.TextHash;
import java.util.List;
import java.util.function.Function;

/// The two hashes of an exchange, of raw and of sent, by the definition of [TextHash].
///
/// The first lane's text is hashed as it comes; the others' texts are kept whole until the end, since lanes may take
/// turns and a hash cannot wait.
final class Digests {

    private final TextHash raw = new TextHash();
    private final TextHash sent = new TextHash();

    void raw(byte[] bytes) {
        raw.update(bytes);
    }

    void sent(byte[] bytes) {
        sent.update(bytes);
    }

    /// Hashes the lanes after the first.
    ///
    /// @param lanes all lanes, the first one already hashed
    void rest(List<LaneTrace> lanes) {
        finish(lanes, raw, LaneTrace::rawRest, lane -> lane.raw.copy());
        finish(lanes, sent, LaneTrace::sentRest, lane -> lane.sent.copy());
    }

    private static void finish(
            List<LaneTrace> lanes,
            TextHash hash,
            Function<LaneTrace, byte[]> rest,
            Function<LaneTrace, byte[]> whole) {
        for (int i = 0; i < lanes.size(); i++) {
            if (i > 0) {
                hash.next();
                hash.update(whole.apply(lanes.get(i)));
            }
            hash.update(rest.apply(lanes.get(i)));
        }
    }

    String rawHex() {
        return raw.hex();
    }

    String sentHex() {
        return sent.hex();
    }
}
