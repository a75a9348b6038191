package dev.errata.logs.blob;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The one definition of an exchange's `raw_sha256` and `sent_sha256`: SHA-256 over its lanes' texts as UTF-8, in order
/// of first appearance, joined by U+0000. Half a surrogate pair counts as `?`.
///
/// **Thread:** confined to whoever made it.
public final class TextHash {

    private final MessageDigest digest = sha256();

    /// Of nothing yet.
    public TextHash() {
        // Its digest is all there is.
    }

    /// More of the present lane's text.
    public void update(byte[] utf8) {
        digest.update(utf8);
    }

    /// The next lane begins.
    public void next() {
        digest.update((byte) 0);
    }

    /// The hash of everything, in hex. Call it once.
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// The hash of whole texts.
    public static String of(List<String> lanes) {
        var hash = new TextHash();
        for (int i = 0; i < lanes.size(); i++) {
            if (i > 0) {
                hash.next();
            }
            hash.update(utf8(lanes.get(i)));
        }
        return hash.hex();
    }

    /// A text's bytes as they are hashed.
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A new digest, for bytes that are no text.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
