package dev.errata.proxy.downstream;

import dev.errata.logs.problem.ProxyProblem;
import dev.errata.proxy.downstream.BodyDecoder.Broken;
import dev.errata.proxy.wire.UsageAsking;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Undoes the coding of a request's body: model servers do not (llama-server answers 415, `wire.md` 1.3). A coding that
/// is not known here travels on with its header; the model server judges it. What a user allows to be put into the body
/// is put in here too.
///
/// **Thread:** its exchange's event loop.
final class RequestDecoding {

    private static final byte[] NONE = {};

    private final String coding;
    private final @Nullable BodyDecoder decoder;
    private @Nullable UsageAsking asking;
    private byte[] plain = NONE;
    private boolean hungry = true;

    RequestDecoding(HttpRequest request) {
        this.coding =
                request.headers().get(HttpHeaderNames.CONTENT_ENCODING, "").strip();
        this.decoder = BodyDecoder.of(coding).orElse(null);
    }

    /// Puts a wish into the body, if it turns out to lack it.
    void ask(UsageAsking wish) {
        asking = wish;
    }

    /// Whether the body changes its form on its way.
    boolean decodes() {
        return decoder != null || asking != null;
    }

    /// Whether the body can be read on its way.
    boolean readable() {
        return decoder != null || coding.isEmpty() || coding.equalsIgnoreCase("identity");
    }

    /// Why it cannot.
    String note() {
        return "the request is encoded (" + coding + ") and was passed on unread";
    }

    /// Whether it can take the next bytes.
    boolean hungry() {
        return hungry;
    }

    /// Takes bytes as they came.
    void feed(byte[] bytes) {
        hungry = false;
        if (decoder != null) {
            decoder.feed(bytes);
        } else {
            plain = bytes;
        }
    }

    /// The next bytes to send on; nothing if it is hungry again.
    Optional<byte[]> next() throws Broken {
        byte[] out = decoded();
        while (asking != null && out.length > 0) {
            byte[] passed = asking.pass(out);
            if (passed.length > 0) {
                return Optional.of(passed);
            }
            out = decoded();
        }
        hungry = out.length == 0;
        return hungry ? Optional.empty() : Optional.of(out);
    }

    private byte[] decoded() throws Broken {
        if (decoder != null) {
            return decoder.next();
        }
        byte[] out = plain;
        plain = NONE;
        return out;
    }

    /// What was kept back of the body until its end, with the wish if there is one and it may be told.
    byte[] rest(boolean allowed) {
        return asking == null ? NONE : asking.rest(allowed);
    }

    /// Whether the wish was put in.
    boolean asked() {
        return asking != null && asking.asked();
    }

    /// The body has come to its end.
    void end() throws Broken {
        if (decoder != null && !decoder.complete()) {
            throw new Broken("it is cut off", false);
        }
        close();
    }

    /// Gives back what the decoder holds outside the heap.
    void close() {
        if (decoder != null) {
            decoder.close();
        }
    }

    /// What a body that cannot be decoded is told.
    Fault fault(Broken broken) {
        return new Fault(
                broken.tooLarge() ? ProxyProblem.REQUEST_TOO_LARGE : ProxyProblem.REQUEST_NOT_DECODED,
                broken.tooLarge() ? 413 : 400,
                "its " + coding + " body cannot be decoded: " + broken.getMessage());
    }
}
