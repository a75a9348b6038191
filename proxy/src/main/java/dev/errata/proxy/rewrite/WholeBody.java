package dev.errata.proxy.rewrite;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.wire.Frame;
import dev.errata.proxy.wire.JsonSplice;
import dev.errata.proxy.wire.Wire;
import dev.errata.proxy.wire.WireException;
import dev.errata.rules.stream.RuleFailure;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Collects an answer that is one document, and rewrites it when it is complete.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | body | 4 MiB | passes on unread |
///
/// **Thread:** its exchange's event loop.
public final class WholeBody {

    /// Largest body that is collected, in bytes.
    public static final int LIMIT = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(WholeBody.class);

    private final Wire wire;
    private final Rules rules;
    private final Exchange exchange;
    private byte[] bytes = new byte[4096];
    private int length;

    public WholeBody(Wire wire, Rules rules, Exchange exchange) {
        this.wire = wire;
        this.rules = rules;
        this.exchange = exchange;
    }

    /// Takes the next bytes.
    ///
    /// @return false if the body is now larger than [#LIMIT]: take [#collected] and pass on what follows
    public boolean add(byte[] more) {
        if (length + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more.length));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return length <= LIMIT;
    }

    /// The bytes so far, as they came.
    public byte[] collected() {
        return Arrays.copyOf(bytes, length);
    }

    /// What came of a document.
    public sealed interface Finished {

        /// It was read and, where rules say so, changed.
        ///
        /// @param body for the client
        /// @param trouble with a rule, after which nothing was changed; or null
        @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
        record Rewritten(byte[] body, @Nullable RuleTrouble trouble) implements Finished {}

        /// It cannot be read and has to pass as it is.
        record Unread() implements Finished {}

        /// A rule failed and says that the client is to get an error instead.
        record Refused(RuleTrouble trouble) implements Finished {}
    }

    /// Rewrites the complete document.
    public Finished finish() {
        byte[] body = collected();
        Frame frame;
        try {
            frame = wire.document(body);
        } catch (WireException e) {
            exchange.note("the model server's answer cannot be read");
            return new Finished.Unread();
        }
        exchange.costs().frame(body, 0, body.length);
        if (!frame.marks().isEmpty()) {
            exchange.delta();
        }
        var lanes = new Lanes(rules, exchange, wire.repeats());
        try {
            byte[] rewritten = rewrite(body, frame, lanes);
            RuleFailure failure = lanes.failure();
            RuleTrouble trouble = failure == null ? null : rules.trouble(failure);
            if (trouble != null) {
                LOG.warn("Exchange {}: {}", exchange.id(), trouble.note());
                exchange.note(trouble.note());
            }
            return new Finished.Rewritten(rewritten, trouble);
        } catch (RuntimeException e) {
            RuleTrouble trouble = rules.trouble(e);
            LOG.warn("Exchange {}: {}", exchange.id(), trouble.note(), e);
            exchange.note(trouble.note());
            return switch (trouble.onError()) {
                case OPEN -> {
                    lanes.passOn(List.of());
                    yield new Finished.Rewritten(rewrite(body, frame, lanes), trouble);
                }
                case CLOSED -> new Finished.Refused(trouble);
            };
        }
    }

    private static byte[] rewrite(byte[] body, Frame frame, Lanes lanes) {
        List<Piece> pieces = lanes.accept(frame);
        lanes.endAll();
        if (!pieces.stream().allMatch(piece -> piece.advance(false))) {
            throw new IllegalStateException("a lane holds text beyond its end");
        }
        List<JsonSplice> splices = pieces.stream()
                .map(piece -> new Sent(piece.changed(), piece.send()))
                .filter(Sent::changed)
                .map(Sent::splice)
                .sorted(Comparator.comparingInt(JsonSplice::from))
                .toList();
        return splices.isEmpty() ? body : JsonSplice.apply(body, splices);
    }

    private record Sent(boolean changed, JsonSplice splice) {}
}
