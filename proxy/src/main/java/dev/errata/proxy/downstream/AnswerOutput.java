package dev.errata.proxy.downstream;

import dev.errata.logs.journal.Journal;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What goes to the client, with the end kept back until the journal has it.
///
/// *Acknowledged means recorded*: once sealed, nothing goes out before the journal's receipt has come. If the record
/// cannot be written, the client gets no end: its connection is closed, so that it knows its answer to be broken.
///
/// **Thread:** the client's event loop; the receipt hops back to it.
final class AnswerOutput {

    /// The outcome of an answer that a rule's failure has ended.
    static final String REFUSED = "rule_failed";

    private static final Logger LOG = LoggerFactory.getLogger(AnswerOutput.class);

    private final ClientConnection client;
    private final Journal journal;
    private final Exchange exchange;
    private final List<Object> later = new ArrayList<>();
    private @Nullable ChannelFuture lastWrite;
    private @Nullable End end;
    private final SmallPieces small = new SmallPieces();
    private boolean begun;
    private boolean unflushed;
    private boolean sealed;
    private boolean refused;
    private boolean awaiting;
    private boolean gone;

    /// How it ends.
    private sealed interface End {
        /// With the body's end.
        record Last(HttpContent piece, boolean reusable) implements End {}

        /// Without it.
        record Break() implements End {}
    }

    AnswerOutput(ClientConnection client, Journal journal, Exchange exchange) {
        this.client = client;
        this.journal = journal;
        this.exchange = exchange;
    }

    /// Whether the client has, or is about to get, a part of the answer.
    boolean begun() {
        return begun;
    }

    /// Sends a head or a piece of the body; takes ownership.
    void put(Object message) {
        begun = true;
        if (gone) {
            ReferenceCountUtil.release(message);
        } else if (awaiting) {
            later.add(message);
        } else if (message instanceof HttpContent piece && small.add(piece)) {
            unflushed = true;
        } else {
            writeSmall();
            lastWrite = client.write(message);
            unflushed = true;
        }
    }

    private void writeSmall() {
        small.joined().ifPresent(piece -> lastWrite = client.write(piece));
    }

    /// Gives the exchange's end to the journal; what comes after waits for its receipt. Only the first seal counts.
    void seal(String outcome) {
        if (sealed) {
            return;
        }
        sealed = true;
        refused = outcome.equals(REFUSED);
        awaiting = true;
        flush(() -> {});
        Refused.append(journal, exchange.finish(outcome)).whenComplete((receipt, fault) -> {
            try {
                client.loop().execute(() -> recorded(fault));
            } catch (RejectedExecutionException e) {
                LOG.debug("The proxy has closed before exchange {} could end", exchange.id(), e);
            }
        });
    }

    /// Sends the body's end; takes ownership.
    void putLast(HttpContent piece, boolean reusable) {
        finish(new End.Last(piece, reusable));
    }

    /// Closes the connection without an end.
    void putBreak() {
        finish(new End.Break());
    }

    /// Flushes, then runs `next` once everything has been written to the socket.
    void flush(Runnable next) {
        writeSmall();
        ChannelFuture write = lastWrite;
        if (unflushed && write != null) {
            unflushed = false;
            write.addListener(done -> {
                if (done.isSuccess()) {
                    next.run();
                }
            });
            client.flush();
        } else {
            next.run();
        }
    }

    /// Nothing can be sent any more.
    void clientGone() {
        if (gone) {
            return;
        }
        gone = true;
        release();
        if (!sealed) {
            sealed = true;
            Refused.append(journal, exchange.finish("client_closed"));
        }
        exchange.phase(Phase.CLIENT_CLOSED);
    }

    private void finish(End how) {
        end = how;
        if (gone) {
            release();
        } else if (!awaiting) {
            send(how);
        }
    }

    private void recorded(@Nullable Throwable fault) {
        awaiting = false;
        if (gone) {
            return;
        }
        if (fault != null) {
            LOG.error("Exchange {} could not be recorded; its client gets no end", exchange.id(), fault);
            exchange.note(HomeProblem.JOURNAL_NOT_WRITABLE.said(
                    "Errata's journal cannot be written: the answer was broken off before its end"));
            gone = true;
            release();
            exchange.phase(Phase.FAILED);
            client.abort();
            return;
        }
        later.forEach(this::put);
        later.clear();
        if (end != null) {
            send(end);
        } else {
            flush(() -> {});
        }
    }

    private void send(End how) {
        switch (how) {
            case End.Last last -> {
                writeSmall();
                ChannelFuture write = client.write(last.piece());
                unflushed = false;
                write.addListener(done -> {
                    if (!gone) {
                        gone = true;
                        exchange.phase(
                                !done.isSuccess() ? Phase.CLIENT_CLOSED : refused ? Phase.FAILED : Phase.COMPLETED);
                        client.finished(last.reusable() && done.isSuccess());
                    }
                });
                client.flush();
            }
            case End.Break broken -> {
                flush(() -> {});
                gone = true;
                exchange.phase(Phase.FAILED);
                ChannelFuture write = lastWrite;
                if (write == null) {
                    client.abort();
                } else {
                    write.addListener(done -> client.abort());
                }
            }
        }
    }

    private void release() {
        later.forEach(ReferenceCountUtil::release);
        later.clear();
        if (end instanceof End.Last last) {
            last.piece().release();
        }
        end = null;
    }
}
