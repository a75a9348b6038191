package dev.errata.proxy.exchange;

import dev.errata.logs.event.RewriteEntry;
import java.util.List;

/// The numbers of an exchange that has ended.
///
/// @param ownNanos what Errata itself worked for it, on its event loop: neither the model's time nor time in which text
///     was held
/// @param heldNanos how long something was held back because a rule could still match
/// @param rewrites what was changed
/// @param observed what shadow and detect-only rules found
/// @param tokens what the model server counted
public record ExchangeEnd(
        ExchangeSnapshot exchange,
        long ownNanos,
        long heldNanos,
        List<RewriteEntry> rewrites,
        List<RewriteEntry> observed,
        TokenCount tokens) {

    /// Characters that were replaced, as the model wrote them.
    public long rewrittenChars() {
        return rewrites.stream().mapToLong(entry -> entry.before().length()).sum();
    }
}
