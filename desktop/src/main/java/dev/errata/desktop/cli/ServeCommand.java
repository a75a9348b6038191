package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.desktop.cli.House.NotServing;
import dev.errata.desktop.cli.House.ServeWish;
import dev.errata.desktop.cli.House.Serving;
import dev.errata.desktop.settings.Setting;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errata serve`: the proxy without a window.
@Command(
        name = "serve",
        description = {
            "Runs the proxy without a window until it is stopped (Ctrl+C, SIGTERM, errata stop).",
            "Without --upstream and without the setting it takes the first model server that answers at 11434,",
            "8080, 9931 or 1234, otherwise the practice server."
        })
final class ServeCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on; 0 takes a free one. Default: 11435.")
    private @Nullable String port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = {
                "Address to listen on. Default: 127.0.0.1. One that other machines can reach is refused without",
                "client tokens and TLS; see errata help clients."
            })
    private @Nullable String host;

    @Option(names = "--upstream", paramLabel = "URL", description = "Model server, for instance http://127.0.0.1:8080.")
    private @Nullable String upstream;

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        for (var given : new Setting[] {Setting.PORT, Setting.HOST, Setting.UPSTREAM}) {
            String text = text(given);
            if (text != null && (text.isBlank() || given.kind().canonical(text).isEmpty())) {
                return session.fail(
                        ExitCode.USAGE,
                        "'" + text + "' is no " + given.key() + "; it takes "
                                + given.kind().bounds() + ".");
            }
        }
        ServeWish wish = new ServeWish(
                host,
                port == null ? null : Integer.valueOf(port.strip()),
                Optional.ofNullable(upstream)
                        .flatMap(Setting.UPSTREAM.kind()::canonical)
                        .map(URI::create)
                        .orElse(null));
        return session.inHome(home -> switch (session.house().serve(home, wish, session.stop())) {
            case Serving serving -> run(serving);
            case NotServing(String reason) -> session.fail(ExitCode.CANNOT, reason);
        });
    }

    private int run(Serving serving) {
        try (serving) {
            serving.messages().forEach(message -> session.warn(message.said()));
            session.say(
                    session.json()
                            ? Json.object()
                                    .put("listening", serving.address())
                                    .put("upstream", serving.upstream())
                                    .toString()
                            : "errata: listening on " + serving.address() + " -> " + serving.upstream());
            session.stop().await();
        }
        return ExitCode.OK;
    }

    private @Nullable String text(Setting setting) {
        return switch (setting) {
            case PORT -> port;
            case HOST -> host;
            default -> upstream;
        };
    }
}
