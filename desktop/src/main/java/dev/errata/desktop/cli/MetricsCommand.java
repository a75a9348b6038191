package dev.errata.desktop.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `errata metrics dashboard|alerts`: what a Prometheus and a Grafana need to show Errata's metrics.
@Command(
        name = "metrics",
        description = "Prints a Grafana dashboard and Prometheus alert rules for the metrics at /errata/metrics.")
final class MetricsCommand implements Runnable {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    MetricsCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing: dashboard or alerts");
    }

    @Command(name = "dashboard", description = "Prints a Grafana dashboard (JSON); import it in Grafana.")
    int dashboard() {
        return print("dashboard.json");
    }

    @Command(name = "alerts", description = "Prints Prometheus alert rules (YAML); name the file under rule_files.")
    int alerts() {
        return print("alerts.yaml");
    }

    private int print(String resource) {
        try (InputStream page = MetricsCommand.class.getResourceAsStream(resource)) {
            if (page == null) {
                throw new IllegalStateException("the resource " + resource + " is missing");
            }
            session.say(new String(page.readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
