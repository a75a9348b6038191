package dev.errata.proxy.exchange;

import dev.errata.logs.event.RewriteEntry;
import java.util.List;
import java.util.function.Supplier;

/// What an exchange costs beyond the model's own time, added up while it lives.
///
/// Three times are told apart: the model's (the rest), the time in which something was held, and Errata's own work.
/// Nothing is allocated per event that carries text and nothing else; the other frames of an answer are looked at for
/// the model server's own token counts.
///
/// **Thread:** its exchange's event loop.
public final class Costs {
    private final UsageReader usage = new UsageReader();
    private long ownNanos;
    private long heldNanos;
    private long heldSince;
    private boolean holding;
    private Conversation conversation = Conversation.UNNAMED;
    private TraceParent trace = TraceParent.NONE;

    /// Only an exchange has costs.
    Costs() {}

    /// Errata has worked for it.
    public void own(long nanos) {
        ownNanos += nanos;
    }

    /// Whether something is held now.
    public void holding(boolean now) {
        if (now != holding) {
            holding = now;
            if (now) {
                heldSince = System.nanoTime();
            } else {
                heldNanos += System.nanoTime() - heldSince;
            }
        }
    }

    /// A frame of an answer that may tell token counts: an event that carries more than text, or a whole document.
    ///
    /// @return whether it tells the counts of the whole answer beside no choice
    public boolean frame(byte[] json, int from, int to) {
        return usage.frame(json, from, to);
    }

    /// One of the answer's results has come to its end.
    public void result(int number) {
        usage.result(number);
    }

    /// Whose account it goes on.
    public void belongTo(Conversation known) {
        conversation = known;
    }

    /// Which trace it is a part of.
    public void within(TraceParent known) {
        trace = known;
    }

    /// The bill.
    ExchangeEnd end(
            ExchangeSnapshot exchange,
            List<RewriteEntry> rewrites,
            List<RewriteEntry> observed,
            Supplier<ExchangeDetail> texts,
            boolean named) {
        holding(false);
        return new ExchangeEnd(
                exchange, ownNanos, heldNanos, rewrites, observed, usage.count(), conversation, trace, texts, named);
    }
}
