package dev.errata.logs.chain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/// The secret of one home's journal, kept as 64 hex digits in `journal.key`, readable by its owner only.
///
/// A key is made once and never replaced: all that was written with it could not be checked any more.
public final class JournalKey {
    /// The key's file in the home.
    public static final String FILE = "journal.key";

    private static final int BYTES = 32;

    private final SecretKeySpec secret;

    private JournalKey(byte[] bytes) {
        secret = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /// Reads the home's key; empty if there is no such file.
    ///
    /// **Errors:** [IOException] if it cannot be read or is no key; the message says what to do.
    public static Optional<JournalKey> read(Path home) throws IOException {
        Path file = home.resolve(FILE);
        String text;
        try {
            text = new String(Files.readAllBytes(file), US_ASCII).strip();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (text.length() != 2 * BYTES || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IOException("The journal's key " + file + " is damaged: it must hold 64 hex digits. "
                    + "Nothing was changed. Put the key back from a copy.");
        }
        return Optional.of(new JournalKey(HexFormat.of().parseHex(text)));
    }

    /// Makes the home's key. The file appears whole or not at all, and one that is there is never replaced.
    public static JournalKey create(Path home, SecureRandom random) throws IOException {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        Path draft = home.resolve(FILE + "." + HexFormat.of().toHexDigits(random.nextInt()) + ".new");
        try {
            try (FileChannel channel = FileChannel.open(draft, Set.of(CREATE_NEW, WRITE), OwnerOnly.attributes(home))) {
                ByteBuffer text = US_ASCII.encode(HexFormat.of().formatHex(bytes) + "\n");
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.move(draft, home.resolve(FILE));
        } finally {
            Files.deleteIfExists(draft);
        }
        return new JournalKey(bytes);
    }

    /// A seal for one thread.
    public Seal seal() {
        return new Seal(secret);
    }
}
