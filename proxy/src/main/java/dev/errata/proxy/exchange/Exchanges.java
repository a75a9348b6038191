package dev.errata.proxy.exchange;

import java.util.List;
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
}
