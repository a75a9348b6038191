package dev.errata.desktop.home;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The home's own two tokens as they are now. Either can be replaced; the old one is dead from then on.
///
/// **Thread:** any; a replacement touches the disk.
public final class HomeTokens {
    private final Home home;
    private final SecureRandom random;
    private volatile Tokens now;

    private HomeTokens(Home home, SecureRandom random, Tokens now) {
        this.home = home;
        this.random = random;
        this.now = now;
    }

    /// Reads both tokens and makes what is missing.
    ///
    /// @throws IOException if one can be neither read nor made
    public static HomeTokens open(Home home, SecureRandom random) throws IOException {
        return new HomeTokens(home, random, Tokens.open(home, random));
    }

    /// Tokens that nobody can know, for a home that cannot be written.
    public static HomeTokens passing(Home home, SecureRandom random) {
        return new HomeTokens(home, random, Tokens.passing(random));
    }

    /// The tokens in force.
    public Tokens now() {
        return now;
    }

    /// Replaces one.
    ///
    /// @throws IOException if the new one cannot be kept; then the old one stays in force
    public synchronized void rotate(Whose whose) throws IOException {
        now = now.rotated(home, whose, random);
    }

    /// Whose token.
    public enum Whose {
        AGENT("token"),
        OWNER("owner-token");

        private final String file;

        Whose(String file) {
            this.file = file;
        }

        /// The word for it in commands and in the API.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The file in the home that holds it.
        public String file() {
            return file;
        }

        /// The one with that word.
        public static Optional<Whose> of(String word) {
            return Arrays.stream(values())
                    .filter(whose -> whose.word().equals(word))
                    .findFirst();
        }
    }
}
