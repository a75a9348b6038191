package dev.errata.proxy.downstream;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// zstd, by the reference library. A frame that wants more than 8 MiB of window is refused, as RFC 9659 demands of this
/// content coding: a decoder's memory is not the sender's to choose.
///
/// The library is native. Where this machine has none of it, the coding is one that is not known here.
///
/// **Thread:** one at a time. **Source:** RFC 8878, RFC 9659.
final class Zstandard implements BodyDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(Zstandard.class);
    private static final int WINDOW_LOG = 23;

    private final Fed fed = new Fed();
    private final ZstdInputStreamNoFinalizer decoded;
    private final byte[] piece = new byte[PIECE];
    private final Growth growth = new Growth();

    private Zstandard() throws IOException {
        decoded = new ZstdInputStreamNoFinalizer(fed);
        decoded.setLongMax(WINDOW_LOG);
        decoded.setContinuous(true);
    }

    /// Loads the native library, which writes and reads a file: not for an event loop, which needs it later.
    static void load() {
        try {
            long unused = Zstd.defaultCompressionLevel();
        } catch (LinkageError e) {
            LOG.info("zstd bodies pass on as they are: this machine has no zstd ({})", e.toString());
        }
    }

    static Optional<BodyDecoder> open() {
        try {
            return Optional.of(new Zstandard());
        } catch (IOException | LinkageError e) {
            LOG.debug("No zstd on this machine", e);
            return Optional.empty();
        }
    }

    @Override
    public void feed(byte[] bytes) {
        growth.taken(bytes.length);
        fed.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public byte[] next() throws Broken {
        try {
            int count = Math.max(0, decoded.read(piece));
            growth.given(count);
            return Arrays.copyOf(piece, count);
        } catch (IOException e) {
            throw new Broken("it is damaged, or needs more than 8 MiB of window", false);
        }
    }

    @Override
    public boolean complete() {
        if (growth.untouched()) {
            return true;
        }
        try {
            // Asked like this, the library says whether its last frame has come to its end.
            decoded.setContinuous(false);
            return decoded.read(piece) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            decoded.close();
        } catch (IOException e) {
            throw new IllegalStateException("memory that cannot be closed", e);
        }
    }

    /// What has been fed and not yet read.
    private static final class Fed extends InputStream {
        private ByteArrayInputStream bytes = new ByteArrayInputStream(new byte[0]);

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int count) {
            return bytes.read(into, from, count);
        }

        @Override
        public int available() {
            return bytes.available();
        }
    }
}
