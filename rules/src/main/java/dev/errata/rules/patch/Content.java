package dev.errata.rules.patch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The bytes of a file. Two are equal if their bytes are.
///
/// As text they are read as UTF-8, or as ISO 8859-1 if they are not valid UTF-8: both ways give the same bytes back.
///
/// **Thread:** immutable.
public final class Content {
    /// No byte at all.
    public static final Content EMPTY = new Content(new byte[0]);

    private static final int LOOKED_AT = 8_000;

    private final byte[] bytes;
    private final String sha256;
    private final Charset charset;

    private Content(byte[] bytes) {
        this.bytes = bytes;
        this.sha256 = sha256(bytes);
        this.charset = charset(bytes);
    }

    /// A copy of the bytes.
    public static Content of(byte[] bytes) {
        return new Content(bytes.clone());
    }

    /// The text in UTF-8.
    public static Content of(String text) {
        return new Content(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The text in the charset of another content.
    public static Content of(String text, Charset charset) {
        return new Content(text.getBytes(charset));
    }

    /// A copy.
    public byte[] bytes() {
        return bytes.clone();
    }

    public int size() {
        return bytes.length;
    }

    /// Lower-case hex.
    public String sha256() {
        return sha256;
    }

    /// UTF-8, or ISO 8859-1.
    public Charset charset() {
        return charset;
    }

    /// The bytes as text, see above.
    public String text() {
        return new String(bytes, charset);
    }

    /// Whether it is no text: it has a zero byte near its beginning, as git decides.
    public boolean isBinary() {
        for (int i = 0; i < Math.min(bytes.length, LOOKED_AT); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /// Lower-case hex of the SHA-256 of bytes.
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Charset charset(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && Arrays.equals(bytes, content.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes, " + sha256;
    }
}
