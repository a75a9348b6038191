package dev.errata.proxy.client;

import dev.errata.logs.blob.TextHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The clients that have a token of their own, each with the token's hash; the tokens themselves are known to nobody
/// but their clients.
///
/// A token is 256 random bits, so a plain hash of it cannot be searched through, and needs no salt. All hashes are
/// compared, each in constant time: neither how much of a token fits nor whose it is shows in the time.
public record KnownClients(List<Known> all) {

    public static final KnownClients NOBODY = new KnownClients(List.of());

    /// What every client's token begins with: such a one never travels on to a model server.
    public static final String PREFIX = "errata-client-";

    public KnownClients {
        all = List.copyOf(all);
    }

    /// Whose token that is.
    public Optional<String> of(String token) {
        byte[] sent = sha256(token);
        String found = null;
        for (Known known : all) {
            if (MessageDigest.isEqual(known.hash(), sent)) {
                found = known.id();
            }
        }
        return Optional.ofNullable(found);
    }

    /// The hash of a token as it is kept, in hex.
    public static String hash(String token) {
        return HexFormat.of().formatHex(sha256(token));
    }

    private static byte[] sha256(String text) {
        return TextHash.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /// One client.
    ///
    /// @param id its name in exchanges, rules, limits and capture levels
    /// @param sha256 its token's hash in hex
    public record Known(String id, String sha256) {
        public Known {
            if (sha256.length() != 64) {
                throw new IllegalArgumentException("no SHA-256 in hex for the client " + id);
            }
        }

        byte[] hash() {
            return HexFormat.of().parseHex(sha256);
        }

        @Override
        public String toString() {
            return "Known[" + id + "]";
        }
    }
}
