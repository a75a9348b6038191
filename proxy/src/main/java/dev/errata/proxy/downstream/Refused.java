package dev.errata.proxy.downstream;

import dev.errata.logs.journal.Journal;
import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.Exchange.ExchangeStart;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import io.netty.handler.codec.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The record of a request that was not carried out: it is an exchange like any other, so that people see what their
/// client was told and why.
final class Refused {

    /// Stands for what could not be read.
    private static final String UNKNOWN = "?";

    private Refused() {}

    /// Puts it into the ring and the journal.
    ///
    /// @param request what is known of it, or null if not even a head came
    static CompletionStage<Journal.Receipt> record(Parts parts, @Nullable HttpRequest request, Fault fault) {
        boolean known = request != null
                && (request.decoderResult().isSuccess() || request.decoderResult().cause() instanceof Fault.Found);
        HttpRequest read = known ? request : null;
        var start = new ExchangeStart(
                parts.ids().get(),
                parts.clock().instant(),
                read == null ? "unknown" : Headers.clientName(read),
                read == null ? UNKNOWN : read.method().name(),
                read == null ? UNKNOWN : Headers.path(read.uri()),
                "other",
                "",
                parts.rules().get().ruleSet().version());
        Exchange exchange = parts.ring().open(start);
        exchange.answered(fault.status());
        exchange.read(false, false);
        exchange.note(fault.note());
        try {
            CompletionStage<Journal.Receipt> unused = parts.journal().append(start.event());
            return parts.journal().append(exchange.finish("refused"));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        } finally {
            exchange.phase(Phase.FAILED);
        }
    }
}
