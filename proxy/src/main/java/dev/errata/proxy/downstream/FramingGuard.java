package dev.errata.proxy.downstream;

import dev.errata.logs.problem.ProxyProblem;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Judges a request's head where two readers could see two different requests: what one of them takes for a body is
/// the other's next request. Whatever is doubtful is refused, never repaired, and the connection is closed.
///
/// | found | answer | clause, and the choice made |
/// |---|---|---|
/// | HTTP/2's preface, any major version but 1 | 505 | RFC 9110 15.6.6 |
/// | `Content-Length` and `Transfer-Encoding` | 400 | RFC 9112 6.1: may be processed; refused |
/// | `Transfer-Encoding` from HTTP/1.0 | 400 | RFC 9112 6.1: framing is faulty |
/// | last transfer coding is not `chunked` | 400 | RFC 9112 6.3, rule 4 |
/// | another coding before `chunked` | 501 | RFC 9112 6.1 |
/// | several or malformed `Content-Length`, same value too | 400 | RFC 9112 6.3, rule 5: may be merged; refused |
/// | folded line | 400 | RFC 9112 5.2 |
/// | bare LF, bare CR | 400 | RFC 9112 2.2: LF may be taken for CRLF; refused |
/// | NUL | 400 | RFC 9110 5.5 |
/// | several `Host`, or one that is no host | 400 | RFC 9112 3.2; none at all is let pass, as llama-server does |
/// | target that is no path, no address, no `*` | 400 | RFC 9112 3.2 |
/// | request line above 64 KiB | 414 | RFC 9112 3 |
/// | headers above 64 KiB or more than 200 | 431 | RFC 6585 5 |
/// | `Expect` for anything but `100-continue` | 417 | RFC 9110 10.1.1 |
/// | WebSocket | 501 | RFC 9110 7.8; other upgrades are ignored, as that clause allows |
///
/// **Thread:** its connection's event loop.
final class FramingGuard {

    /// Longest request line and largest header block, in bytes each.
    static final int HEAD_LIMIT = 64 << 10;

    private static final int HEADERS_MOST = 200;
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._~%!$&'()*+,;=-]*)(:\\d{0,5})?");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private @Nullable String line;
    private int last;
    private int beforeLast;

    /// A new head begins.
    void reset() {
        line = null;
        last = '\n';
        beforeLast = '\r';
    }

    FramingGuard() {
        reset();
    }

    /// Looks at bytes of the head as they came: the decoder hides how its lines end.
    void scan(ByteBuf bytes, int from, int to) {
        for (int i = from; i < to && line == null; i++) {
            int b = bytes.getByte(i);
            if (b == 0) {
                line = "a NUL in its head (RFC 9110 5.5)";
            } else if (b == '\n' && last != '\r') {
                line = "a line that ends without CR (RFC 9112 2.2)";
            } else if (last == '\r' && b != '\n') {
                line = "a CR within a line (RFC 9112 2.2)";
            } else if (last == '\n' && beforeLast == '\r' && (b == ' ' || b == '\t')) {
                line = "a folded header line (RFC 9112 5.2)";
            }
            beforeLast = last;
            last = b;
        }
    }

    /// What is wrong with a head that has been decoded.
    Optional<Fault> judge(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (request.protocolVersion().majorVersion() != 1) {
            return fault(505, "Errata speaks HTTP/1.1 only, not " + request.protocolVersion());
        }
        if (line != null) {
            return fault(400, line);
        }
        if (headers.size() > HEADERS_MOST) {
            return Optional.of(
                    new Fault(ProxyProblem.REQUEST_TOO_LARGE, 431, "more than " + HEADERS_MOST + " headers"));
        }
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1
                || hosts.stream().anyMatch(host -> !HOST.matcher(host.strip()).matches())) {
            return fault(400, "no valid Host header (RFC 9112 3.2)");
        }
        String target = request.uri();
        if (!target.startsWith("/")
                && !target.contains("://")
                && !target.equals("*")
                && !request.method().equals(HttpMethod.CONNECT)) {
            return fault(400, "no valid request target (RFC 9112 3.2)");
        }
        return framing(request).or(() -> wishes(request));
    }

    private static Optional<Fault> framing(HttpRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = request.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (lengths.size() > 1
                || !lengths.stream().allMatch(length -> NUMBER.matcher(length).matches())) {
            return fault(400, "no valid Content-Length (RFC 9112 6.3)");
        }
        if (codings.isEmpty()) {
            return Optional.empty();
        }
        if (!lengths.isEmpty()) {
            return fault(400, "both Content-Length and Transfer-Encoding (RFC 9112 6.1)");
        }
        if (request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0) {
            return fault(400, "Transfer-Encoding in HTTP/1.0 (RFC 9112 6.1)");
        }
        String all = String.join(",", codings).strip().toLowerCase(Locale.ROOT);
        if (all.equals("chunked")) {
            return Optional.empty();
        }
        String last = all.substring(all.lastIndexOf(',') + 1).strip();
        return last.equals("chunked") && all.indexOf("chunked") == all.lastIndexOf("chunked")
                ? fault(501, "a transfer coding that Errata does not know (RFC 9112 6.1)")
                : fault(400, "a Transfer-Encoding that does not end in one chunked (RFC 9112 6.3)");
    }

    private static Optional<Fault> wishes(HttpRequest request) {
        HttpHeaders headers = request.headers();
        String expect = headers.get(HttpHeaderNames.EXPECT);
        if (expect != null && !expect.strip().equalsIgnoreCase("100-continue")) {
            return fault(417, "Errata cannot do what it expects (RFC 9110 10.1.1)");
        }
        if (headers.get(HttpHeaderNames.UPGRADE, "").toLowerCase(Locale.ROOT).contains("websocket")) {
            return Optional.of(new Fault(ProxyProblem.NO_TUNNEL, 501, "Errata does not carry WebSockets"));
        }
        return Optional.empty();
    }

    /// What is wrong with a message that could not be decoded, or was judged to be wrong.
    Fault unreadable(HttpObject message) {
        Throwable cause = message.decoderResult().cause();
        if (cause instanceof Fault.Found found) {
            return found.fault();
        }
        if (cause instanceof TooLongHttpLineException && message instanceof HttpRequest) {
            return new Fault(
                    ProxyProblem.REQUEST_TOO_LARGE, 414, "a request line above " + (HEAD_LIMIT >> 10) + " KiB");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Fault(ProxyProblem.REQUEST_TOO_LARGE, 431, "headers above " + (HEAD_LIMIT >> 10) + " KiB");
        }
        if (!(message instanceof HttpRequest request)) {
            return new Fault(ProxyProblem.REQUEST_BROKEN, 400, "its body's chunks are broken (RFC 9112 7.1)");
        }
        return framing(request)
                .orElse(new Fault(
                        ProxyProblem.REQUEST_BROKEN, 400, line != null ? line : "it is not HTTP/1.1 (RFC 9112)"));
    }

    private static Optional<Fault> fault(int status, String reason) {
        return Optional.of(new Fault(ProxyProblem.REQUEST_BROKEN, status, reason));
    }
}
