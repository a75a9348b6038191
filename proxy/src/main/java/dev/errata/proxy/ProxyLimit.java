package dev.errata.proxy;

import dev.errata.proxy.client.Limiter;
import dev.errata.proxy.control.ControlPlane;
import dev.errata.proxy.downstream.ClientTimes;
import dev.errata.proxy.downstream.Listener;
import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.rewrite.StreamBody;
import dev.errata.proxy.rewrite.WholeBody;
import dev.errata.proxy.wire.SseSplitter;
import java.util.List;

/// A limit of the proxy that a person can meet, with its value as the code has it: the help's table is made from these.
///
/// @param name what is limited
/// @param value with its unit
/// @param beyond what happens beyond it
public record ProxyLimit(String name, String value, String beyond) {

    /// All of them.
    public static List<ProxyLimit> all() {
        return List.of(
                new ProxyLimit(
                        "A request's first line, and all its headers",
                        (Listener.HEAD_LIMIT >> 10) + " KiB each",
                        "It is refused (414, 431) and the connection closed."),
                new ProxyLimit(
                        "A request's head, from its first byte to its last",
                        ClientTimes.DEFAULT.head().toSeconds() + " s",
                        "It is refused (408) and the connection closed."),
                new ProxyLimit(
                        "A pause within a request's body",
                        ClientTimes.DEFAULT.pause().toSeconds() + " s",
                        "The request is refused (408) and the connection closed."),
                new ProxyLimit(
                        "A connection's rest between two requests (`client.idle`)",
                        ClientTimes.DEFAULT.idle().toSeconds() + " s",
                        "The connection is closed. An exchange, however silent, is no rest."),
                new ProxyLimit(
                        "A request to Errata itself, under `/errata/`",
                        mebibytes(ControlPlane.BODY_LIMIT),
                        "It is refused (413) and the connection closed."),
                new ProxyLimit(
                        "Clients whose requests are counted apart, for the limits on clients",
                        Integer.toString(Limiter.NAMES_MOST),
                        "Further ones share one count."),
                new ProxyLimit(
                        "A gzip, deflate or zstd request, decoded",
                        mebibytes(Listener.DECODED_LIMIT),
                        "It is refused (413) and the connection closed; likewise if it grows 256-fold."),
                new ProxyLimit(
                        "An answer in one piece",
                        mebibytes(WholeBody.LIMIT),
                        "It passes on unread, marked `x-errata-inspected: no`."),
                new ProxyLimit(
                        "One event of a streamed answer",
                        mebibytes(SseSplitter.LIMIT),
                        "From there on the answer passes on unread."),
                new ProxyLimit(
                        "Request that is held until it has named its model, where several model servers are set",
                        "16 MiB",
                        "It goes to the standard model server, with a note."),
                new ProxyLimit(
                        "Comments behind held text",
                        StreamBody.COMMENTS_WAIT_MILLIS / 1_000 + " s",
                        "They pass ahead, so that the client knows that the server lives."),
                new ProxyLimit(
                        "Matches of shadow and detect-only rules in one answer",
                        Integer.toString(Exchange.OBSERVED_KEPT),
                        "Further ones are counted, not recorded."),
                new ProxyLimit(
                        "Raw text of an exchange that is kept on disk",
                        mebibytes(Exchange.RAW_KEPT),
                        "It is not kept: the exchange's hashes are, and a note says so."),
                new ProxyLimit(
                        "Exchanges that the window shows",
                        Integer.toString(ExchangeRing.SIZE),
                        "The oldest is forgotten there; the journal keeps its record."),
                new ProxyLimit(
                        "Texts that the window shows",
                        mebibytes(ExchangeRing.TEXTS),
                        "The oldest texts are forgotten there."));
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
