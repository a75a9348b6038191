package dev.errata.proxy.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Many clients on one thread.
final class Crowd implements AutoCloseable {

    /// What a run of streams showed.
    ///
    /// @param tokens latency of each, from the server's write to the client's read
    /// @param first from the request to the first token
    /// @param nanos how long it took
    record Streams(Histogram tokens, Histogram first, long count, long nanos, int errors) {}

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10);
    private final List<Asker> askers = new ArrayList<>();
    private int errors;
    private String fault = "";

    Crowd() throws IOException {}

    /// So many streams at that pace, each on a connection of its own. The first second, in which they begin one after
    /// another, counts towards the first tokens alone.
    Streams streams(int port, int streams, int rate, int seconds) throws IOException {
        var tokens = new Histogram();
        var first = new Histogram();
        long[] count = {0};
        int[] running = {streams};
        long begun = System.nanoTime();
        long rampNanos = 1_000_000_000L;
        long measuredFrom = begun + rampNanos + 200_000_000L;
        long measuredTo = begun + (long) seconds * 1_000_000_000L;
        String request = new Script(rate, rate * seconds, 0).request(Script.CHAT);
        var hearer = new Asker.Hearer() {
            @Override
            public void token(Asker asker, long written, long now) {
                count[0]++;
                if (asker.tokens() == 1) {
                    first.add(now - asker.askedNanos());
                } else if (written >= measuredFrom && written < measuredTo) {
                    tokens.add(now - written);
                }
            }

            @Override
            public void ended(Asker asker, long now) {
                if (asker.tokens() != rate * seconds) {
                    errors++;
                    fault = asker.tokens() + " tokens came of " + rate * seconds;
                }
                running[0]--;
            }
        };
        int started = 0;
        while (running[0] > 0) {
            long now = System.nanoTime();
            while (started < streams && now - begun >= rampNanos * started / streams) {
                add(new Asker(port, hearer)).ask(request);
                started++;
            }
            int failed = select(started < streams ? 1 : 100);
            running[0] -= failed;
            if (now - begun > (seconds + 30) * 1_000_000_000L) {
                throw new IOException(running[0] + " streams did not end");
            }
        }
        long nanos = System.nanoTime() - begun;
        return new Streams(tokens, first, count[0], nanos, errors);
    }

    /// Answers one after another on so many connections, for so long.
    ///
    /// @return answers a second
    double answers(int port, int connections, String request, double seconds) throws IOException {
        long begun = System.nanoTime();
        long end = begun + (long) (seconds * 1e9);
        long[] count = {0};
        int[] running = {connections};
        var hearer = new Asker.Hearer() {
            @Override
            public void token(Asker asker, long written, long now) {
                // Counted by the answer.
            }

            @Override
            public void ended(Asker asker, long now) throws IOException {
                count[0]++;
                if (now < end) {
                    asker.ask(request);
                } else {
                    running[0]--;
                }
            }
        };
        for (int i = 0; i < connections; i++) {
            add(new Asker(port, hearer)).ask(request);
        }
        while (running[0] > 0) {
            int failed = select(100);
            running[0] -= failed;
            if (System.nanoTime() - end > 30_000_000_000L) {
                throw new IOException(running[0] + " answers did not end");
            }
        }
        return count[0] * 1e9 / (System.nanoTime() - begun);
    }

    /// Tokens a second of one stream without pace.
    double tokensPerSecond(int port, int tokens) throws IOException {
        long begun = System.nanoTime();
        int[] running = {1};
        long[] count = {0};
        var hearer = new Asker.Hearer() {
            @Override
            public void token(Asker asker, long written, long now) {
                count[0]++;
            }

            @Override
            public void ended(Asker asker, long now) {
                running[0]--;
            }
        };
        add(new Asker(port, hearer)).ask(new Script(0, tokens, 0).request(Script.CHAT));
        while (running[0] > 0) {
            int failed = select(1_000);
            running[0] -= failed;
        }
        if (count[0] != tokens) {
            throw new IOException(count[0] + " tokens came of " + tokens);
        }
        return count[0] * 1e9 / (System.nanoTime() - begun);
    }

    /// The last error in words, empty if there was none.
    String fault() {
        return fault;
    }

    private Asker add(Asker asker) throws IOException {
        asker.register(selector);
        askers.add(asker);
        return asker;
    }

    /// @return how many failed
    private int select(int millis) throws IOException {
        int failed = 0;
        selector.select(millis);
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
            SelectionKey key = keys.next();
            keys.remove();
            Asker asker = (Asker) key.attachment();
            try {
                asker.read(buffer);
            } catch (IOException e) {
                failed += asker.asking() ? 1 : 0;
                errors += asker.asking() ? 1 : 0;
                fault = String.valueOf(e.getMessage());
                asker.close();
            }
        }
        return failed;
    }

    @Override
    public void close() throws IOException {
        for (Asker asker : askers) {
            asker.close();
        }
        selector.close();
    }
}
