package dev.errata.proxy.downstream;

import dev.errata.proxy.exchange.Conversation;
import dev.errata.proxy.exchange.TraceParent;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.pool.ModelServer;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which headers travel, and which end at each hop.
///
/// Everything end-to-end is copied as it is, empty values included: llama-server sends an empty
/// `Access-Control-Allow-Origin`.
///
/// **Source:** RFC 9110 section 7.6.1; `wire.md` 7.2.
final class Headers {

    /// Names the exchange that passed the rewriter.
    static final String EXCHANGE = "x-errata-exchange";

    /// `no` if a body with text was passed on unread.
    static final String INSPECTED = "x-errata-inspected";

    /// `1` in a request asks for no correction.
    static final String BYPASS = "x-errata-bypass";

    /// Names the conversation that a request belongs to, and the workspace that it is about.
    static final String SESSION = "x-errata-session";

    static final String WORKSPACE = "x-errata-workspace";

    /// Asks llama-server to keep the stream and to go on without its client. It would keep the raw text, so a resumed
    /// stream would be uncorrected, and the client could not cancel: it does not travel with what is read.
    static final String CONVERSATION = "x-conversation-id";

    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /// Framing and routing are ours to decide; a `Connection` header cannot take them away.
    private static final Set<String> NEVER_NAMED = Set.of("content-length", "host");

    private static final List<String> OF_THE_BYTES = List.of(
            "etag",
            "last-modified",
            "content-md5",
            "digest",
            "content-digest",
            "repr-digest",
            "accept-ranges",
            "content-range");

    /// Longest name of a conversation or a workspace; a longer one is as good as none.
    private static final int NAME_MOST = 200;

    /// Longest word of a trace; the standard asks for 512 of its state.
    private static final int TRACE_MOST = 1024;

    private Headers() {}

    /// The request as the model server gets it.
    ///
    /// @param readable whether its answer may be read: then it must come unencoded
    /// @param decoded whether its body's coding is undone on the way
    static HttpRequest toUpstream(HttpRequest request, ModelServer server, boolean readable, boolean decoded) {
        HttpHeaders in = request.headers();
        var out = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1,
                request.method(),
                server.prefix() + asSent(originForm(request.uri())),
                DefaultHttpHeadersFactory.headersFactory().withValidation(false));
        HttpHeaders headers = out.headers();
        headers.set(HttpHeaderNames.HOST, server.authority());
        Set<String> dropped = dropped(in);
        for (Map.Entry<String, String> header : in) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!dropped.contains(name)
                    && !name.equals("host")
                    && !name.equals("expect")
                    && !(readable && (name.equals("accept-encoding") || name.equals(CONVERSATION)))
                    && !(decoded && name.equals("content-encoding"))
                    && !name.startsWith("x-errata-")) {
                headers.add(header.getKey(), header.getValue());
            }
        }
        if (readable) {
            headers.set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
        }
        if (decoded || HttpUtil.isTransferEncodingChunked(request)) {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        Upstream.Secret key = server.upstream().apiKey();
        if (key != null && !headers.contains(HttpHeaderNames.AUTHORIZATION)) {
            headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + key.value());
        }
        return out;
    }

    /// Copies an answer's end-to-end headers.
    static void copyToClient(HttpHeaders in, HttpHeaders out) {
        Set<String> dropped = dropped(in);
        for (Map.Entry<String, String> header : in) {
            if (!dropped.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                out.add(header.getKey(), header.getValue());
            }
        }
    }

    /// Drops what describes bytes that may no longer be the same.
    static void bodyMayChange(HttpHeaders headers) {
        headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        OF_THE_BYTES.forEach(headers::remove);
    }

    /// The path with its query, also of a client that took us for a forward proxy and sent a whole address.
    static String originForm(String uri) {
        int scheme = uri.indexOf("://");
        if (uri.startsWith("/") || scheme < 0) {
            return uri;
        }
        int path = uri.indexOf('/', scheme + 3);
        return path < 0 ? "/" : uri.substring(path);
    }

    /// The request target so that the encoder, which writes UTF-8, gives the same bytes as the decoder, which makes one
    /// character of each byte, has read. Bytes that are no UTF-8 are escaped.
    static String asSent(String target) {
        byte[] bytes = target.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            var escaped = new StringBuilder();
            for (byte b : bytes) {
                if (b >= 0) {
                    escaped.append((char) b);
                } else {
                    escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
                }
            }
            return escaped.toString();
        }
    }

    /// The path without its query.
    static String path(String uri) {
        String path = originForm(uri);
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /// The client's name as far as it tells.
    static String clientName(HttpRequest request) {
        String agent = request.headers().get(HttpHeaderNames.USER_AGENT, "").strip();
        int end = 0;
        while (end < agent.length() && agent.charAt(end) > ' ' && agent.charAt(end) != '/') {
            end++;
        }
        return end == 0 ? "unknown" : agent.substring(0, Math.min(end, 64));
    }

    /// The trace that a request belongs to. Its headers travel on as they are: the model server's own span is the
    /// client's child, whether a span is told of it here or not.
    static TraceParent trace(HttpRequest request) {
        List<String> parents = request.headers().getAll("traceparent");
        if (parents.size() != 1) {
            return TraceParent.NONE; // W3C Trace Context 3.2: of two, none counts
        }
        String state = String.join(",", request.headers().getAll("tracestate"));
        String parent = parents.getFirst().strip();
        return parent.length() > TRACE_MOST
                ? TraceParent.NONE
                : new TraceParent(parent, state.length() > TRACE_MOST ? "" : state);
    }

    /// The conversation that a request names.
    static Conversation conversation(HttpRequest request) {
        String session = named(request, SESSION).replace('/', '-').replace('\\', '-'); // it becomes a path's segment
        return new Conversation(session.matches("\\.{1,2}") ? "" : session, named(request, WORKSPACE));
    }

    private static String named(HttpRequest request, String header) {
        String name = request.headers().get(header, "").strip();
        return name.length() > NAME_MOST || name.chars().anyMatch(Character::isISOControl) ? "" : name;
    }

    private static Set<String> dropped(HttpHeaders headers) {
        var dropped = new HashSet<>(HOP_BY_HOP);
        for (String line : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : line.split(",", -1)) {
                dropped.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        dropped.removeAll(NEVER_NAMED);
        return dropped;
    }
}
