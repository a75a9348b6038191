package dev.errata.proxy.exchange;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/// The two hashes of an exchange, of raw and of sent.
///
/// Lanes are joined in order of first appearance. The first lane's text is hashed as it comes; the others' texts are
/// kept whole until the end, since lanes may take turns and a hash cannot wait.
final class Digests {

    private final MessageDigest raw = sha256();
    private final MessageDigest sent = sha256();

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
            MessageDigest digest,
            Function<LaneTrace, byte[]> rest,
            Function<LaneTrace, byte[]> whole) {
        for (int i = 0; i < lanes.size(); i++) {
            if (i > 0) {
                digest.update((byte) 0);
                digest.update(whole.apply(lanes.get(i)));
            }
            digest.update(rest.apply(lanes.get(i)));
        }
    }

    String rawHex() {
        return HexFormat.of().formatHex(raw.digest());
    }

    String sentHex() {
        return HexFormat.of().formatHex(sent.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
