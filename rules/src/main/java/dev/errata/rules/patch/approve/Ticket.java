package dev.errata.rules.patch.approve;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What a decision is bound to: all that was shown to who decides, and a number that was never used before.
///
/// Files that the patch does not touch are not in it: they may change without a new question.
///
/// **Thread:** immutable.
///
/// @param digest of all hunks
/// @param files mode and hash of each touched place before; empty where nothing may be
/// @param verdict hex SHA-256
/// @param policy hex SHA-256 of the policy in force when it was asked; empty if none was
/// @param nonce never used before
/// @param expires **Units:** whole milliseconds count
public record Ticket(
        String proposal,
        String digest,
        NavigableMap<String, String> files,
        String verdict,
        String policy,
        String nonce,
        Instant expires) {

    public Ticket {
        files = new TreeMap<>(files);
    }

    /// The ticket of a question.
    public static Ticket of(
            String proposal, Patch patch, Verdict verdict, String policy, String nonce, Instant expires) {
        return new Ticket(proposal, patch.digest(), files(patch), verdict.sha256(), policy, nonce, expires);
    }

    /// Mode and hash of each place that a patch touches, before it.
    public static NavigableMap<String, String> files(Patch patch) {
        NavigableMap<String, String> files = new TreeMap<>();
        patch.before().forEach((path, image) -> files.put(path.value(), mark(image)));
        return files;
    }

    private static String mark(Optional<FileImage> image) {
        return image.map(file -> file.mode().octal() + " " + file.content().sha256())
                .orElse("");
    }

    /// Hex SHA-256 over all of it.
    public String value() {
        StringBuilder text = new StringBuilder("errata-ticket-1");
        line(text, proposal);
        line(text, digest);
        files.forEach((path, mark) -> {
            line(text, path);
            line(text, mark);
        });
        line(text, verdict);
        line(text, policy);
        line(text, nonce);
        line(text, Long.toString(expires.toEpochMilli()));
        return Content.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// With its length, so that no text can pass for two.
    private static void line(StringBuilder text, String value) {
        text.append('\n').append(value.length()).append(' ').append(value);
    }

    /// Whether it is this ticket, to the last bit.
    public boolean is(String value) {
        return MessageDigest.isEqual(value().getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }
}
