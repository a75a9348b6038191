package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.desktop.api.OwnerClient;
import dev.errata.desktop.home.Home;
import dev.errata.desktop.home.HomeLock;
import dev.errata.desktop.home.HomeLock.Owner;
import dev.errata.proxy.control.OwnerRoutes.Request;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `errata stop`: ends the running owner of the home, after its exchanges or a few seconds.
@Command(name = "stop", description = "Ends the running Errata of this home; exit code 1 if there is none.")
final class StopCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration STEP = Duration.ofMillis(50);

    private final Session session;

    StopCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return session.inHome(
                home -> HomeLock.owner(home).map(owner -> end(home, owner)).orElseGet(this::none));
    }

    private int end(Home home, Owner owner) {
        if (!asked(home, owner)) {
            // Only a held lock proves that the process is Errata and not another one that got its number.
            if (!HomeLock.isHeld(home)) {
                return none();
            }
            ProcessHandle.of(owner.pid()).ifPresent(ProcessHandle::destroy);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (HomeLock.owner(home).filter(owner::equals).isPresent()) {
            if (System.nanoTime() > deadline) {
                return session.fail(
                        ExitCode.CANNOT, "process " + owner.pid() + " was asked to end and is still there; try again.");
            }
            if (session.stop().within(STEP)) {
                return ExitCode.CANNOT;
            }
        }
        session.say(session.json() ? Json.object().put("stopped", true).toString() : "errata: stopped");
        return ExitCode.OK;
    }

    private static boolean asked(Home home, Owner owner) {
        Optional<OwnerClient> client = Session.client(home, owner);
        if (client.isEmpty()) {
            return false;
        }
        try (OwnerClient owning = client.get()) {
            return owning.handle(new Request("POST", "stop", Map.of(), "")).status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private int none() {
        session.say(session.json() ? Json.object().put("stopped", false).toString() : "errata: not running");
        return ExitCode.NOT_SO;
    }
}
