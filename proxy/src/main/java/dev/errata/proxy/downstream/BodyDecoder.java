package dev.errata.proxy.downstream;

import java.util.Locale;
import java.util.Optional;

/// Undoes a content coding piece by piece. It gives no more at once than one piece, so that who asks can stop while the
/// other side does not take more; what it holds is one read of encoded bytes.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | a piece | 64 KiB | the next one |
/// | all that is decoded | 100 MiB, llama-server's own limit of a body | [Broken] |
/// | growth | 256-fold, the first MiB free | [Broken] |
///
/// **Thread:** one at a time. **Source:** RFC 9110 section 8.4.1.
sealed interface BodyDecoder extends AutoCloseable permits Inflating, Zstandard {

    /// Most that is decoded, in bytes.
    long LIMIT = 100L << 20;

    /// Most that is given at once, in bytes.
    int PIECE = 64 << 10;

    /// The decoder of a `Content-Encoding`; none for `identity` and for what is not known here.
    static Optional<BodyDecoder> of(String coding) {
        return switch (coding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> Optional.of(new Inflating(true));
            case "deflate" -> Optional.of(new Inflating(false));
            case "zstd" -> Zstandard.open();
            default -> Optional.empty();
        };
    }

    /// Takes encoded bytes. Ask [#next] until it gives nothing before giving more.
    void feed(byte[] bytes);

    /// The next decoded bytes; empty if more encoded ones are needed, or none are left.
    byte[] next() throws Broken;

    /// Whether the encoded bytes so far are complete.
    boolean complete();

    @Override
    void close();

    /// The bytes are not what they say, or decode to more than is allowed.
    final class Broken extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean tooLarge;

        Broken(String message, boolean tooLarge) {
            super(message);
            this.tooLarge = tooLarge;
        }

        boolean tooLarge() {
            return tooLarge;
        }
    }

    /// Counts what goes in and what comes out.
    final class Growth {
        private static final int MOST = 256;
        private static final int FREE = 1 << 20;
        private long taken;
        private long given;

        void taken(int count) {
            taken += count;
        }

        void given(int count) throws Broken {
            given += count;
            if (given > LIMIT || given > FREE + taken * MOST) {
                throw new Broken(
                        "it decodes to more than " + (LIMIT >> 20) + " MiB, or grows more than " + MOST + "-fold",
                        true);
            }
        }

        boolean untouched() {
            return taken == 0;
        }
    }
}
