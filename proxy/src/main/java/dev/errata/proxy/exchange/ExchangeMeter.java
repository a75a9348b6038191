package dev.errata.proxy.exchange;

/// Takes the numbers of each exchange that has ended.
///
/// **Thread:** the exchange's event loop, so it must be quick and must not wait.
@FunctionalInterface
public interface ExchangeMeter {

    /// Nobody measures.
    ExchangeMeter NONE = end -> {};

    /// An exchange is over for its client. Called once for each.
    void ended(ExchangeEnd end);

    /// Gives each exchange to another one too.
    default ExchangeMeter and(ExchangeMeter next) {
        return end -> {
            ended(end);
            next.ended(end);
        };
    }
}
