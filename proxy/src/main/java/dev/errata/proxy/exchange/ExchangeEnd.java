package dev.errata.proxy.exchange;

import dev.errata.logs.event.RewriteEntry;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The numbers of an exchange that has ended.
///
/// @param ownNanos what Errata itself worked for it, on its event loop: neither the model's time nor time in which text
///     was held
/// @param heldNanos how long something was held back because a rule could still match
/// @param rewrites what was changed
/// @param observed what shadow and detect-only rules found
/// @param tokens what the model server counted
/// @param conversation what the client said of the conversation that it belongs to
/// @param trace which trace the client's request is a part of
/// @param texts its texts as far as they are still kept, from any thread; null if nobody has them
/// @param named whether its names may be kept: of client, model, conversation and files
public record ExchangeEnd(
        ExchangeSnapshot exchange,
        long ownNanos,
        long heldNanos,
        List<RewriteEntry> rewrites,
        List<RewriteEntry> observed,
        TokenCount tokens,
        Conversation conversation,
        TraceParent trace,
        @Nullable Supplier<ExchangeDetail> texts,
        boolean named) {

    /// An end of which no more than the numbers is known.
    public ExchangeEnd(
            ExchangeSnapshot exchange,
            long ownNanos,
            long heldNanos,
            List<RewriteEntry> rewrites,
            List<RewriteEntry> observed,
            TokenCount tokens) {
        this(
                exchange,
                ownNanos,
                heldNanos,
                rewrites,
                observed,
                tokens,
                Conversation.UNNAMED,
                TraceParent.NONE,
                null,
                true);
    }

    /// Characters that were replaced, as the model wrote them.
    public long rewrittenChars() {
        return rewrites.stream().mapToLong(entry -> entry.before().length()).sum();
    }
}
