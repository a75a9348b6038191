package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.proxy.practice.PracticeServer;
import dev.errata.proxy.practice.PracticeServer.Failed;
import dev.errata.proxy.practice.PracticeServer.Started;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errata practice`: the practice model server alone.
@Command(
        name = "practice",
        description = {
            "Runs the practice model server alone until it is stopped. It is a teacher, not a model: it makes the"
                    + " mistakes",
            "that the practice rules correct, and says so in every answer's model field."
        })
final class PracticeCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "11436",
            description = "Port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    PracticeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > 65535) {
            return session.fail(ExitCode.USAGE, port + " is no port; it takes 0 to 65535.");
        }
        try (PracticeServer server = new PracticeServer(port)) {
            return switch (server.start()) {
                case Started started -> {
                    String address = started.base().toString();
                    session.say(
                            session.json()
                                    ? Json.object().put("practice", address).toString()
                                    : "errata: practice model server on " + address);
                    session.stop().await();
                    yield ExitCode.OK;
                }
                case Failed(int taken, String reason) ->
                    session.fail(
                            ExitCode.CANNOT,
                            "port " + taken + " cannot be used (" + reason + "); choose another with --port, 0"
                                    + " takes a free one.");
            };
        }
    }
}
