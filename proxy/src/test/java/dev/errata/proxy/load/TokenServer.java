package dev.errata.proxy.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;

/// The scripted model server: one thread, plain sockets, a process of its own. Prints its port.
///
/// A paced stream's tokens are due at even steps from its request on; the thread sleeps at most 100 us between looks,
/// so
/// tokens of many streams go out one by one, as they would from many cores, and not in bursts.
final class TokenServer {

    private static final long NAP_NANOS = 100_000;
    private static final String STREAM =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    /// To whoever asks how it is: a server that does not answer would be waited for.
    private static final String WELL = "HTTP/1.1 200 OK\r\nServer: llama.cpp\r\nContent-Type: application/json\r\n"
            + "Content-Length: 60\r\n\r\n{\"status\":\"ok\",\"data\":[{\"id\":\"load\",\"owned_by\":\"llamacpp\"}]}";

    private static final String DONE = Words.chunk("data: [DONE]\n\n") + "0\r\n\r\n";
    private static final int BATCH = 64 << 10;

    private final Selector selector = Selector.open();
    private final Words words = new Words();
    private final PriorityQueue<Speaker> paced =
            new PriorityQueue<>((one, other) -> Long.compare(one.dueNanos, other.dueNanos));
    private final List<Speaker> fast = new ArrayList<>();

    private TokenServer() throws IOException {}

    public static void main(String[] arguments) throws IOException {
        new TokenServer().run();
    }

    private void run() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        System.out.println(listener.socket().getLocalPort());
        System.out.flush();
        long looked = 0;
        while (true) {
            long now = System.nanoTime();
            if (paced.isEmpty() && fast.isEmpty()) {
                select(50);
            } else if (now - looked > 1_000_000 || !fast.isEmpty()) {
                looked = now;
                select(0);
            }
            speakFast();
            Speaker next = paced.peek();
            while (next != null && next.dueNanos <= System.nanoTime()) {
                paced.remove();
                if (next.speak()) {
                    paced.add(next);
                }
                next = paced.peek();
            }
            if (next != null && fast.isEmpty()) {
                LockSupport.parkNanos(Math.clamp(next.dueNanos - System.nanoTime(), 1, NAP_NANOS));
            }
        }
    }

    private void select(int millis) throws IOException {
        if (millis == 0) {
            selector.selectNow();
        } else {
            selector.select(millis);
        }
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
            SelectionKey key = keys.next();
            keys.remove();
            if (key.isAcceptable()) {
                accept((ServerSocketChannel) key.channel());
            } else if (key.isValid() && key.isReadable()) {
                ((Speaker) key.attachment()).read();
            }
        }
    }

    private void accept(ServerSocketChannel listener) throws IOException {
        SocketChannel channel = listener.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Speaker(channel));
        }
    }

    private void speakFast() {
        fast.removeIf(speaker -> !speaker.pour());
    }

    /// One connection.
    private final class Speaker {
        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(64 << 10);
        private ByteBuffer out = ByteBuffer.allocate(0);
        private Script script = new Script(0, 0, 0);
        private int spoken;
        private long dueNanos;
        private long stepNanos;

        Speaker(SocketChannel channel) {
            this.channel = channel;
        }

        void read() {
            try {
                if (channel.read(in) < 0) {
                    close();
                    return;
                }
                String request = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
                int head = request.indexOf("\r\n\r\n");
                if (head >= 0 && request.startsWith("GET ")) {
                    in.clear();
                    channel.write(ByteBuffer.wrap(WELL.getBytes(StandardCharsets.US_ASCII)));
                } else if (head >= 0 && request.endsWith("}")) {
                    in.clear();
                    begin(Script.read(request.substring(head)));
                }
            } catch (IOException e) {
                close();
            }
        }

        private void begin(Script asked) throws IOException {
            script = asked;
            spoken = 0;
            if (script.size() > 0) {
                out = ByteBuffer.wrap(document(script.size()));
                if (!drained()) {
                    fast.add(this);
                }
                return;
            }
            channel.write(ByteBuffer.wrap(STREAM.getBytes(StandardCharsets.US_ASCII)));
            if (script.rate() > 0) {
                stepNanos = 1_000_000_000L / script.rate();
                dueNanos = System.nanoTime();
                paced.add(this);
            } else {
                out = ByteBuffer.allocateDirect(BATCH + 1024).flip();
                fast.add(this);
            }
        }

        /// Says the next token; false after the last one.
        boolean speak() {
            try {
                ByteBuffer event = words.event(spoken++, System.nanoTime());
                while (event.hasRemaining() && channel.write(event) == 0) {
                    LockSupport.parkNanos(NAP_NANOS); // never with readers as fast as these
                }
                if (spoken == script.tokens()) {
                    channel.write(ByteBuffer.wrap(DONE.getBytes(StandardCharsets.US_ASCII)));
                    return false;
                }
                dueNanos += stepNanos;
                return true;
            } catch (IOException e) {
                close();
                return false;
            }
        }

        /// Says as much as is taken now; false when all is said.
        boolean pour() {
            try {
                if (!drained()) {
                    return true;
                }
                if (spoken == script.tokens() || script.size() > 0) {
                    return false;
                }
                out.clear();
                while (out.position() < BATCH && spoken < script.tokens()) {
                    out.put(words.event(spoken++, System.nanoTime()));
                }
                if (spoken == script.tokens()) {
                    out.put(DONE.getBytes(StandardCharsets.US_ASCII));
                }
                out.flip();
                return true;
            } catch (IOException e) {
                close();
                return false;
            }
        }

        private boolean drained() throws IOException {
            if (out.hasRemaining()) {
                channel.write(out);
            }
            return !out.hasRemaining();
        }

        private void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // It is gone either way.
            }
        }
    }

    private byte[] lastDocument = {};
    private int lastSize;

    private byte[] document(int size) {
        if (size != lastSize) {
            String body = "{\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"message\":{\"role\":\"assistant\","
                    + "\"content\":\"" + Words.text(Math.max(1, size - 160)) + "\"}}],\"created\":1763740800,"
                    + "\"model\":\"load\",\"object\":\"chat.completion\"}";
            lastDocument = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                            + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII);
            lastSize = size;
        }
        return lastDocument;
    }
}
