package dev.errata.proxy.faults;

import static dev.errata.proxy.faults.ServerFaults.END;
import static dev.errata.proxy.faults.ServerFaults.FAILED;
import static dev.errata.proxy.faults.ServerFaults.OK;
import static dev.errata.proxy.faults.ServerFaults.SERVER;
import static dev.errata.proxy.faults.ServerFaults.chunk;
import static dev.errata.proxy.faults.ServerFaults.closing;
import static dev.errata.proxy.faults.ServerFaults.document;
import static dev.errata.proxy.faults.ServerFaults.script;
import static dev.errata.proxy.faults.ServerFaults.sending;

import dev.errata.proxy.fixtures.Bench;
import java.util.Arrays;
import java.util.List;

/// Answers whose HTTP is in order while what they carry is not, or not as their wire has it.
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class WireFaults {

    private static final String LINES = OK + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String LINE = "{\"message\":{\"role\":\"assistant\",\"content\":\"a\"},\"done\":false}\n";
    private static final String MESSAGE = "event: content_block_delta\n"
            + "data: {\"type\":\"content_block_delta\",\"index\":0,"
            + "\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}\n\n";

    private WireFaults() {}

    static List<FaultCase> all() {
        return List.of(
                at("/api/chat", "lines die in a line", closing(LINES + chunk(LINE) + chunk("{\"mess")), "200 broken"),
                at("/api/chat", "lines die in a chunk", closing(LINES + chunk(LINE) + "40\r\n{\"mess"), "200 broken"),
                at("/v1/messages", "blocks die before they stop", closing(Bench.SSE + chunk(MESSAGE)), "200 broken"),
                read("/api/chat", "line is not JSON", LINES + chunk(LINE) + chunk("{{{\n") + END, "cannot be read"),
                read("/api/chat", "last line has no end", LINES + chunk(LINE + "{\"done\":true}") + END, ""),
                read("/v1/chat/completions", "document is not JSON", document(4) + "oops", "cannot be read"),
                read(
                        "/v1/chat/completions",
                        "document is larger than is read",
                        document(5 << 20) + "x".repeat(5 << 20),
                        "4 MiB"),
                at("/v1/chat/completions", "document's gzip is a bomb", bomb(), "502 whole"),
                at("/v1/chat/completions", "stream's gzip is damaged", damagedStream(), "200 broken"));
    }

    private static FaultCase at(String path, String name, ServerFaults.Act act, String sees) {
        return new FaultCase(name, script(act), asking(path), sees, FAILED, SERVER);
    }

    private static FaultCase read(String path, String name, String answer, String note) {
        return new FaultCase(name, script(sending(answer)), asking(path), "200 whole", "completed", note);
    }

    private static FaultCase.Play asking(String path) {
        return stage -> FaultCase.read(stage.client().post(path, Bench.ASK));
    }

    private static ServerFaults.Act bomb() {
        byte[] bomb = ServerFaults.gzip(" ".repeat(8 << 20));
        return wire -> {
            wire.send(OK + "Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length
                    + "\r\n\r\n");
            wire.send(bomb);
        };
    }

    private static ServerFaults.Act damagedStream() {
        byte[] whole = ServerFaults.gzip("data: " + Bench.delta("a") + "\n\n");
        byte[] damaged = Arrays.copyOf(whole, whole.length - 20);
        return wire -> {
            wire.send(OK + "Content-Type: text/event-stream\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n");
            wire.send(damaged);
            wire.send(new byte[40]);
            wire.socket().close();
        };
    }
}
