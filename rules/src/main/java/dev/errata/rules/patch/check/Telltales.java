package dev.errata.rules.patch.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What constant texts tell of what is done with them.
final class Telltales {
    private static final Pattern INSTALLS = Pattern.compile(
            "\\b(?:pip[0-9.]*|uv(?: pip)?|conda|npm|pnpm|yarn|apt|apt-get|apk|dnf|yum|brew|gem|cargo|go|composer)"
                    + "[ ,'\"]+(?:install|add|i|ci|get|require)\\b");
    private static final Pattern CREDENTIALS = Pattern.compile(
            "(?i)(?:\\.ssh/|\\bid_rsa\\b|\\bid_ed25519\\b|\\.aws/credentials|\\.netrc|\\.pgpass|/etc/shadow"
                    + "|/etc/passwd|\\.kube/config|\\.docker/config\\.json|\\.npmrc|\\.pypirc|\\.git-credentials"
                    + "|/proc/self/environ|\\.gnupg/|login\\.keychain|\\bwallet\\.dat\\b|169\\.254\\.169\\.254)");
    /// What a text must hold for the pattern to be worth trying.
    private static final List<String> HINTS = List.of(
            ".ssh",
            "id_",
            ".aws",
            ".netrc",
            ".pgpass",
            "/etc/",
            ".kube",
            ".docker",
            ".npmrc",
            ".pypirc",
            ".git-",
            "/proc/",
            ".gnupg",
            "keychain",
            "wallet",
            "169.254");
    private static final int SHORTEST = 5;

    private Telltales() {}

    /// The words of a command line that install packages.
    static Optional<String> install(String words) {
        return INSTALLS.matcher(words).results().map(MatchResult::group).findFirst();
    }

    /// The place that a text names at which systems keep keys and passwords.
    static Optional<String> credentials(String text) {
        if (text.length() < SHORTEST) {
            return Optional.empty();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return HINTS.stream().noneMatch(lower::contains)
                ? Optional.empty()
                : CREDENTIALS.matcher(text).results().map(MatchResult::group).findFirst();
    }
}
