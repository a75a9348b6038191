package dev.errata.proxy.faults;

import static dev.errata.proxy.faults.FaultCase.client;

import java.util.List;
import java.util.stream.Stream;

/// Requests that two readers could understand differently, and others that are no requests.
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class FramingFaults {

    private static final String POST = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n";
    private static final String GET = "GET /x HTTP/1.1\r\nHost: x\r\n";
    private static final String INNER = "GET /inner HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private FramingFaults() {}

    static List<FaultCase> all() {
        return Stream.of(lengths(), lines(), heads(), bodies(), allowed())
                .flatMap(List::stream)
                .toList();
    }

    private static List<FaultCase> lengths() {
        return List.of(
                refused("length and chunks (CL.TE)", POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "0\r\n\r\n" + INNER, 400, "both"),
                refused("chunks and length (TE.CL)", POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"
                        + "0\r\n\r\n" + INNER, 400, "both"),
                refused("two lengths", POST + "Content-Length: 2\r\nContent-Length: 30\r\n\r\nab" + INNER, 400, ""),
                refused("the same length twice", POST + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nab", 400, ""),
                refused("lengths in one line", POST + "Content-Length: 2, 2\r\n\r\nab", 400, ""),
                refused("length with a sign", POST + "Content-Length: +2\r\n\r\nab", 400, ""),
                refused("length below zero", POST + "Content-Length: -2\r\n\r\nab", 400, ""),
                refused("length with a letter", POST + "Content-Length: 2a\r\n\r\nab", 400, ""),
                refused("coding that only looks like chunked", POST + "Transfer-Encoding: xchunked\r\n\r\n" + INNER,
                        400, "6.3"),
                refused("chunked is not last", POST + "Transfer-Encoding: chunked, gzip\r\n\r\n" + INNER, 400, "6.3"),
                refused("chunked twice", POST + "Transfer-Encoding: chunked, chunked\r\n\r\n" + INNER, 400, "6.3"),
                refused("coding before chunked", POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501, ""),
                refused("chunks in HTTP/1.0", "POST /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + INNER,
                        400, "1.0"));
    }

    private static List<FaultCase> lines() {
        return List.of(
                refused("folded header", GET + "X-A: 1\r\n  Transfer-Encoding: chunked\r\n\r\n", 400, "folded"),
                refused("blank before the colon", POST + "Content-Length : 5\r\n\r\nabcde", 400, ""),
                refused("bare LF", "GET /x HTTP/1.1\nHost: x\n\n", 400, ""),
                refused("bare LF between headers", GET + "X-A: 1\nX-B: 2\r\n\r\n", 400, ""),
                refused("bare CR in a header", GET + "X-A: 1\rX-B: 2\r\n\r\n", 400, ""),
                refused("NUL in a header", GET + "X-A: 1\u00002\r\n\r\n", 400, ""),
                refused("header without a colon", GET + "bad header\r\n\r\n", 400, ""));
    }

    private static List<FaultCase> heads() {
        return List.of(
                refused("not HTTP", "hello there\r\n\r\n", 400, ""),
                refused("TLS to a plain port", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n", 400, ""),
                refused("preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "HTTP/1.1 only"),
                refused("HTTP/0.9", "GET /x\r\n\r\n", 400, ""),
                refused("request line above 64 KiB", "GET /" + "x".repeat(70_000) + " HTTP/1.1\r\n\r\n", 414, "64 KiB"),
                refused("headers above 64 KiB", GET + "X-L: " + "x".repeat(70_000) + "\r\n\r\n", 431, "64 KiB"),
                refused("300 headers", GET + "X-L: 1\r\n".repeat(300) + "\r\n", 431, "200"),
                refused("two hosts", GET + "Host: y\r\n\r\n", 400, "Host"),
                refused("host that is none", "GET /x HTTP/1.1\r\nHost: a/b c\r\n\r\n", 400, "Host"),
                refused("target that is no path", "GET x HTTP/1.1\r\nHost: x\r\n\r\n", 400, "target"),
                refused("unknown expectation", POST + "Expect: magic\r\nContent-Length: 2\r\n\r\nab", 417, ""),
                refused("WebSocket", GET + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n", 501, "WebSocket"),
                refused("tunnel", "CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n", 405, "tunnel"));
    }

    private static List<FaultCase> bodies() {
        return List.of(
                refused("chunk's size is garbage (request)", CHUNKED + "zz\r\nabc\r\n", 400, ""),
                refused("chunk's size is negative (request)", CHUNKED + "-3\r\nabc\r\n", 400, ""),
                refused("chunk's size is beyond numbers (request)", CHUNKED + "FFFFFFFFFFFFFFFFF\r\nabc\r\n", 400, ""),
                refused("chunk is longer than its size (request)", CHUNKED + "2\r\nabcdef\r\n0\r\n\r\n", 400, ""),
                refused("gzip is damaged", POST + "Content-Encoding: gzip\r\nContent-Length: 12\r\n\r\nno gzip here",
                        400,
                        "cannot be decoded"),
                refused("gzip is cut", POST + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\u001f\u008b", 400,
                        "cut off"),
                refused("zstd is damaged", POST + "Content-Encoding: zstd\r\nContent-Length: 12\r\n\r\nno zstd here",
                        400, "cannot be decoded"),
                refused("chunk's size does not end (request)", CHUNKED + "0".repeat(70_000), 400, ""),
                refused(
                        "trailers above 64 KiB",
                        CHUNKED + "0\r\nX-T: " + "x".repeat(70_000) + "\r\n\r\n",
                        431,
                        "64 KiB"));
    }

    private static List<FaultCase> allowed() {
        return List.of(
                taken("no host at all", "GET /x HTTP/1.1\r\n\r\n"),
                taken("upgrade to h2c is ignored", GET + "Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n"),
                taken("empty line before the request", "\r\n" + GET + "\r\n"),
                taken("whole address as a target", "GET http://y/x HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    private static FaultCase refused(String name, String sends, int status, String note) {
        return client(name, sends, status + " whole, closed", "refused", note);
    }

    private static FaultCase taken(String name, String sends) {
        return client(name, sends, "200 whole", "completed", "");
    }
}
