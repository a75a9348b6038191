package dev.errata.proxy.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ring of recent exchanges, to be looked at from outside.
///
/// **Thread:** any; a look takes a snapshot and never stops an event loop.
public interface Exchanges {

    /// Newest first, at most `limit`.
    List<ExchangeSnapshot> recent(int limit);

    Optional<ExchangeDetail> detail(String id);

    /// Rises with every change of any exchange: a poller that saw it need not look again.
    long revision();

    /// Corrections that were sent to clients since the start, in exchanges that the ring has forgotten too.
    default long corrections() {
        return 0;
    }

    /// Exchanges since the start.
    default long started() {
        return 0;
    }

    /// Forgets the texts of all exchanges that have ended; their numbers stay.
    default void forgetTexts() {}

    /// How often each rule has matched since the start, shadow and detect-only matches included, by the rule's id.
    default Map<Long, Long> hits() {
        return Map.of();
    }
}
