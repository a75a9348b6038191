package dev.errata.proxy.downstream;

import dev.errata.logs.event.TrafficEvent.ExchangesRefused;
import dev.errata.logs.journal.Journal;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Requests that the door turns away, recorded so that a storm of them cannot fill the journal: the first of a client
/// and a reason is an exchange like any other, those that follow within a second are counted, and one record tells how
/// many they were.
///
/// The promise stays: whoever gets a refusal to its end is in the journal before, if only as one of a count. So a
/// counted client waits for that record, a second at most, which slows a storm down too.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | clients and reasons that are told apart, each event loop | 64 | further clients count as one without a name |
/// | clients that wait for one record | 256 | it is written at once, and counting begins anew |
///
/// **Thread:** event loops; each counts for itself, so that none waits for another.
public final class Refusals {

    /// How long is counted.
    static final long WINDOW_MILLIS = 1_000;

    private static final int TOLD_APART = 64;
    private static final int WAITING_MOST = 256;

    private final FastThreadLocal<Map<Key, Window>> open = new FastThreadLocal<>() {
        @Override
        protected Map<Key, Window> initialValue() {
            return new HashMap<>();
        }
    };

    private record Key(String client, int status, String code) {}

    /// Those that are counted since the first.
    private static final class Window {
        private final ExchangesRefused first;
        private final Journal journal;
        private CompletableFuture<Journal.Receipt> told = new CompletableFuture<>();
        private int count;

        Window(ExchangesRefused first, Journal journal) {
            this.first = first;
            this.journal = journal;
        }

        CompletionStage<Journal.Receipt> more() {
            CompletionStage<Journal.Receipt> waiting = told;
            if (++count == WAITING_MOST) {
                tell();
            }
            return waiting;
        }

        void tell() {
            if (count == 0) {
                return;
            }
            CompletableFuture<Journal.Receipt> waiting = told;
            var event = new ExchangesRefused(first.exchange(), first.client(), first.status(), first.note(), count);
            told = new CompletableFuture<>();
            count = 0;
            Refused.append(journal, event).whenComplete((receipt, lost) -> {
                if (lost == null) {
                    waiting.complete(receipt);
                } else {
                    waiting.completeExceptionally(lost);
                }
            });
        }
    }

    /// Records a refusal, or counts it.
    ///
    /// @param visitor who sent it, or null if it was not looked at for that: such a request is always recorded
    /// @return when the journal knows of it
    CompletionStage<Journal.Receipt> record(
            Parts parts, EventLoop loop, @Nullable HttpRequest request, @Nullable Visitor visitor, Fault fault) {
        if (visitor == null) {
            return Refused.record(parts, request, null, fault).receipt();
        }
        Map<Key, Window> windows = open.get();
        Key key = key(visitor.name(), fault);
        Window window = windows.get(key);
        if (window == null && windows.size() >= TOLD_APART) {
            key = key("", fault);
            window = windows.get(key);
        }
        if (window != null) {
            return window.more();
        }
        Refused.Recorded recorded = Refused.record(parts, request, visitor, fault);
        var first = new ExchangesRefused(
                recorded.exchange(),
                visitor.capture().names() ? key.client() : "",
                fault.status(),
                fault.note(),
                0);
        var opened = new Window(first, parts.journal());
        windows.put(key, opened);
        Key closing = key;
        Future<?> unused = loop.schedule(
                () -> {
                    windows.remove(closing);
                    opened.tell();
                },
                WINDOW_MILLIS,
                TimeUnit.MILLISECONDS);
        return recorded.receipt();
    }

    private static Key key(String client, Fault fault) {
        return new Key(client, fault.status(), fault.problem().code());
    }
}
