package dev.errata.logs.chain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Computes what ties a record to all records before it.
///
/// A record's hash is HMAC-SHA-256(key, prev + LF + the line up to but excluding `,"hash"`); the anchor's MAC is
/// HMAC-SHA-256(key, seq + LF + hash). The two can never be mistaken for each other: a line begins with a brace.
///
/// **Thread:** confined to one; it keeps the state of one [Mac].
/// **Source:** RFC 2104.
public final class Seal {
    /// Hex digits of a hash.
    public static final int LENGTH = 64;

    /// What stands as `prev` in the first record.
    public static final String FIRST_PREV = "0".repeat(LENGTH);

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    Seal(SecretKey key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /// The hash of a record.
    ///
    /// @param line begins with the line as it will be written
    /// @param length bytes of it before `,"hash"`
    public String hash(String prev, byte[] line, int length) {
        mac.update(prev.getBytes(US_ASCII));
        mac.update((byte) '\n');
        mac.update(line, 0, length);
        return HexFormat.of().formatHex(mac.doFinal());
    }

    /// The anchor's own MAC.
    public String anchorMac(long seq, String hash) {
        mac.update(Long.toString(seq).getBytes(US_ASCII));
        mac.update((byte) '\n');
        mac.update(hash.getBytes(US_ASCII));
        return HexFormat.of().formatHex(mac.doFinal());
    }

    /// Compares two hashes in a time that does not tell how much of them is equal.
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
    }
}
