package dev.errata.proxy.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One client connection that asks, reads to the answer's end and takes the time of each token in it.
///
/// A stream is complete with its last chunk, a document with its length. Anything else is an error.
final class Asker {

    /// Hears of tokens and of the end.
    interface Hearer {
        /// A token came.
        ///
        /// @param written when the server wrote it
        /// @param now when the client had read it
        void token(Asker asker, long written, long now) throws IOException;

        /// The answer is complete.
        void ended(Asker asker, long now) throws IOException;
    }

    private static final byte[] MARK = Words.MARK.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final Hearer hearer;
    private final StringBuilder head = new StringBuilder();
    private boolean inHead = true;
    private boolean asking;
    private int marked;
    private int digits;
    private long written;
    private int ending;
    private long left;
    private long askedNanos;
    private int tokens;

    Asker(int port, Hearer hearer) throws IOException {
        this.hearer = hearer;
        this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
    }

    void register(Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    void ask(String request) throws IOException {
        head.setLength(0);
        inHead = true;
        marked = 0;
        digits = 0;
        ending = 0;
        tokens = 0;
        asking = true;
        askedNanos = System.nanoTime();
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    boolean asking() {
        return asking;
    }

    long askedNanos() {
        return askedNanos;
    }

    /// Tokens of this answer so far.
    int tokens() {
        return tokens;
    }

    /// Reads what is there.
    ///
    /// **Errors:** [IOException] if the answer is not what was asked for.
    void read(ByteBuffer into) throws IOException {
        into.clear();
        int count = channel.read(into);
        long now = System.nanoTime();
        if (count < 0) {
            throw new IOException("closed in the middle of an answer, after " + tokens + " tokens");
        }
        into.flip();
        if (inHead) {
            readHead(into);
        }
        if (inHead) {
            return;
        }
        if (left >= 0) {
            left -= into.remaining();
            if (left == 0) {
                end(now);
            }
        } else {
            scan(into, now);
        }
    }

    private void readHead(ByteBuffer bytes) throws IOException {
        while (inHead && bytes.hasRemaining()) {
            head.append((char) bytes.get());
            int length = head.length();
            if (length >= 4 && head.charAt(length - 1) == '\n' && head.charAt(length - 3) == '\n') {
                inHead = false;
            }
        }
        if (inHead) {
            return;
        }
        String text = head.toString().toLowerCase(Locale.ROOT);
        if (!text.startsWith("http/1.1 200")) {
            throw new IOException("answered with " + text.lines().findFirst().orElse(""));
        }
        int length = text.indexOf("content-length:");
        left = length < 0
                ? -1
                : Long.parseLong(
                        text.substring(length + 15, text.indexOf('\r', length)).strip());
    }

    private void scan(ByteBuffer bytes, long now) throws IOException {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (marked == MARK.length) {
                written = written * 10 + (b - '0');
                if (++digits == Words.DIGITS) {
                    marked = 0;
                    tokens++;
                    hearer.token(this, written, now);
                }
            } else if (b == MARK[marked]) {
                if (++marked == MARK.length) {
                    digits = 0;
                    written = 0;
                }
            } else {
                marked = b == MARK[0] ? 1 : 0;
            }
            ending = b == LAST[ending] ? ending + 1 : b == LAST[0] ? 1 : 0;
            if (ending == LAST.length) {
                ending = 0;
                end(now);
            }
        }
    }

    private void end(long now) throws IOException {
        asking = false;
        hearer.ended(this, now);
    }

    void close() throws IOException {
        channel.close();
    }
}
