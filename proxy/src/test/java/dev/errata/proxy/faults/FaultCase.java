package dev.errata.proxy.faults;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/// One fault.
///
/// @param server what the model server does with each request
/// @param play what the client does; gives what it saw
/// @param sees what it has to see
/// @param outcome the journal's word for it, or empty if there is nothing to record
/// @param note a part of the note that names whose fault it was
record FaultCase(String name, ScriptedServer.Script server, Play play, String sees, String outcome, String note) {

    @Override
    public String toString() {
        return name;
    }

    /// A client's part.
    interface Play {
        String on(Stage stage) throws Exception;
    }

    /// Where it plays.
    record Stage(Bench bench, ScriptedServer server, RawClient client) {}

    /// A fault of the model server; the client asks and reads.
    static FaultCase server(String name, ScriptedServer.Script server, String sees, String outcome, String note) {
        return new FaultCase(name, server, FaultCase::ask, sees, outcome, note);
    }

    /// A fault of the client, which sends what it has to and reads an answer; the model server is in order.
    static FaultCase client(String name, String sends, String sees, String outcome, String note) {
        return new FaultCase(name, FaultCase::fine, stage -> send(stage, sends), sees, outcome, note);
    }

    /// The model server as it should be.
    static void fine(ScriptedServer.Request request, ScriptedServer.Wire wire) throws IOException {
        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }

    static String ask(Stage stage) throws Exception {
        stage.client().post(Bench.CHAT, Bench.ASK);
        return read(stage.client());
    }

    static String get(Stage stage) throws Exception {
        stage.client().get("/file");
        return read(stage.client());
    }

    private static String send(Stage stage, String text) throws Exception {
        try {
            stage.client().send(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (SocketException e) {
            // It was refused before it had sent everything.
        }
        String seen = read(stage.client());
        return seen.startsWith("200") ? seen : seen + (stage.client().awaitClosed() ? ", closed" : ", open");
    }

    /// Reads one answer, interim ones left aside.
    static String read(RawClient client) throws IOException {
        try {
            Answer answer = client.answer();
            while (answer.status() < 200) {
                answer = client.answer();
            }
            return answer.status() + (answer.whole() ? " whole" : " broken");
        } catch (SocketException e) {
            return "reset";
        }
    }
}
