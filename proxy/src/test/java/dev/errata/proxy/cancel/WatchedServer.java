package dev.errata.proxy.cancel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A model server whose sockets tell when they have seen that the other side is gone. It does nothing by itself: what
/// is read and written, the test says.
final class WatchedServer implements AutoCloseable {

    private static final byte[] INTERIM = "HTTP/1.1 102 Processing\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PATIENCE_MILLIS = 5_000;

    private final ServerSocket listener = new ServerSocket();
    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();

    WatchedServer() throws IOException {
        // What nobody has read is to stay small, so that an upload is stuck soon.
        listener.setReceiveBufferSize(8 << 10);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                accepted.add(listener.accept());
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /// How many connections wait to be taken.
    int waiting() {
        return accepted.size();
    }

    /// The next connection.
    Link next() throws Exception {
        Socket socket = accepted.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (socket == null) {
            throw new TimeoutException("no connection came");
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Link(socket);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /// One connection.
    record Link(Socket socket) implements AutoCloseable {

        /// Reads until the request's body has come.
        void readRequest(String body) throws IOException {
            var seen = new StringBuilder();
            while (!seen.toString().endsWith(body)) {
                int b = socket.getInputStream().read();
                if (b < 0) {
                    throw new IOException("closed after: " + seen);
                }
                seen.append((char) b);
            }
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }

        void sendChunk(String text) throws IOException {
            if (!text.isEmpty()) {
                send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
            }
        }

        /// When a server that reads has seen the end, in nanoseconds.
        CompletableFuture<Long> endSeenByReading() {
            return seen(() -> {
                byte[] block = new byte[1 << 16];
                while (socket.getInputStream().read(block) >= 0) {
                    // What comes before the end is of no interest.
                }
            });
        }

        /// When the socket of a server that reads nothing has seen the end.
        CompletableFuture<Long> endSeenUnread() {
            return seen(SocketTable.readable() ? this::untilEnded : this::untilUnwritable);
        }

        private void untilEnded() throws IOException, InterruptedException {
            while (SocketTable.established(socket)) {
                TimeUnit.MICROSECONDS.sleep(500);
            }
        }

        /// Says again and again that it is at work, until that fails.
        private void untilUnwritable() throws IOException, InterruptedException {
            while (true) {
                socket.getOutputStream().write(INTERIM);
                TimeUnit.MICROSECONDS.sleep(500);
            }
        }

        private static CompletableFuture<Long> seen(Wait wait) {
            var seen = new CompletableFuture<Long>();
            // A thread of its own: the clock must not wait for another test thread's turn.
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    wait.await();
                    seen.complete(System.nanoTime());
                } catch (SocketTimeoutException | InterruptedException e) {
                    seen.completeExceptionally(e);
                } catch (IOException e) {
                    // A reset, or a write to a connection that is gone.
                    seen.complete(System.nanoTime());
                }
            });
            return seen;
        }

        private interface Wait {
            void await() throws IOException, InterruptedException;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
