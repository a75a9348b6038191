package dev.errata.desktop.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/// The two tokens of a home: `token` for agents, `owner-token` for people. Each is 256 random bits in hex, readable by
/// its
/// user alone, made once and kept over restarts.
public record Tokens(String agent, String owner) {
    private static final int BYTES = 32;

    /// Reads both tokens and makes what is missing.
    ///
    /// @throws IOException if one can be neither read nor made
    public static Tokens open(Home home, SecureRandom random) throws IOException {
        return new Tokens(
                keep(home.folder().resolve("token"), random), keep(home.folder().resolve("owner-token"), random));
    }

    /// Tokens that live as long as the process, for a home that cannot be written: nobody can know them.
    public static Tokens passing(SecureRandom random) {
        return new Tokens(fresh(random), fresh(random));
    }

    /// The owner's token of a home, empty if it has none that can be read.
    public static Optional<String> ownerOf(Home home) {
        try {
            String token =
                    Files.readString(home.folder().resolve("owner-token")).strip();
            return token.isEmpty() ? Optional.empty() : Optional.of(token);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// These with one of them replaced, in the home too.
    ///
    /// @throws IOException if the new one cannot be kept; then the file is as it was
    Tokens rotated(Home home, HomeTokens.Whose whose, SecureRandom random) throws IOException {
        String token = fresh(random);
        Private.write(home.folder().resolve(whose.file()), token + "\n");
        return switch (whose) {
            case AGENT -> new Tokens(token, owner);
            case OWNER -> new Tokens(agent, token);
        };
    }

    private static String keep(Path file, SecureRandom random) throws IOException {
        if (Files.exists(file)) {
            Private.close(file);
            String kept = Files.readString(file).strip();
            if (kept.length() >= BYTES) {
                return kept;
            }
        }
        String token = fresh(random);
        Private.write(file, token + "\n");
        return token;
    }

    static String fresh(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "Tokens[***]";
    }
}
