package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.desktop.api.OwnerClient;
import dev.errata.desktop.cli.House.Closed;
import dev.errata.desktop.cli.House.Held;
import dev.errata.desktop.cli.House.Open;
import dev.errata.desktop.cli.House.Visit;
import dev.errata.desktop.home.Home;
import dev.errata.desktop.home.HomeLock;
import dev.errata.desktop.home.HomeLock.Owner;
import dev.errata.desktop.home.HomeResult;
import dev.errata.desktop.home.Tokens;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import dev.errata.proxy.control.OwnerRoutes.Request;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One run of `errata`: what the options common to all commands say, and the ways to the home and its owner.
///
/// ```
/// read:    owner answers? -> ask it          else -> House.read, which writes nothing
/// change:  home is free?  -> House.work      else -> ask the owner
/// ```
final class Session {
    private final Terminal terminal;
    private final House house;
    private final StopSignal stop;
    private @Nullable String home;
    private boolean json;

    Session(Terminal terminal, House house, StopSignal stop) {
        this.terminal = terminal;
        this.house = house;
        this.stop = stop;
    }

    void homeIs(String folder) {
        home = folder;
    }

    void jsonWanted() {
        json = true;
    }

    boolean json() {
        return json;
    }

    House house() {
        return house;
    }

    StopSignal stop() {
        return stop;
    }

    Terminal terminal() {
        return terminal;
    }

    void say(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }

    void warn(String line) {
        terminal.err().println("errata: " + line);
        terminal.err().flush();
    }

    /// Says why a command cannot do what it should.
    int fail(int code, String reason) {
        return told(code, code == ExitCode.USAGE ? HomeProblem.COMMAND_USAGE.said(reason) : reason);
    }

    /// Says why a command cannot do what it should, where the reason has its code already.
    private int told(int code, String reason) {
        warn(reason);
        return code;
    }

    /// Does something with the home that the options name.
    int inHome(ToIntFunction<Home> work) {
        HomeResult found = Home.find(home, terminal.env(), terminal.os(), terminal.user());
        return switch (found) {
            case HomeResult.Found(Home folder) -> work.applyAsInt(folder);
            case HomeResult.Refused(String reason) -> told(ExitCode.USAGE, reason);
        };
    }

    /// Asks for something that changes nothing.
    int read(ToIntFunction<OwnerRoutes> question) {
        return inHome(folder -> {
            Optional<OwnerClient> client = HomeLock.owner(folder).flatMap(owner -> client(folder, owner));
            if (client.isPresent()) {
                try (OwnerClient asked = client.get()) {
                    return question.applyAsInt(asked);
                } catch (UncheckedIOException e) {
                    // The lock file may tell of a process that is gone; the files are still there to be read.
                }
            }
            try (Visit visit = house.read(folder)) {
                int code = question.applyAsInt(visit);
                visit.messages().forEach(message -> warn(message.said()));
                return code;
            }
        });
    }

    /// Looks at the files of the home, whoever owns it.
    int look(ToIntFunction<Visit> question) {
        return inHome(folder -> {
            try (Visit visit = house.read(folder)) {
                return question.applyAsInt(visit);
            }
        });
    }

    /// Changes something.
    int change(ToIntFunction<OwnerRoutes> question) {
        return inHome(folder -> switch (house.work(folder)) {
            case Open(Visit visit) -> {
                try (visit) {
                    visit.messages().forEach(message -> warn(message.said()));
                    yield question.applyAsInt(visit);
                }
            }
            case Held(Owner owner) -> askOwner(folder, owner, question);
            case Closed(String reason) -> fail(ExitCode.CANNOT, reason);
        });
    }

    private int askOwner(Home folder, Owner owner, ToIntFunction<OwnerRoutes> question) {
        Optional<OwnerClient> client = client(folder, owner);
        if (client.isEmpty()) {
            return fail(
                    ExitCode.CANNOT,
                    HomeProblem.OWNER_SILENT.said("Another Errata (process " + owner.pid() + ") owns " + folder.folder()
                            + " and does not listen now."
                            + " Nothing was changed; start its listener in its window, or end it with 'errata stop'."));
        }
        try (OwnerClient asked = client.get()) {
            return question.applyAsInt(asked);
        } catch (UncheckedIOException e) {
            return fail(
                    ExitCode.CANNOT,
                    HomeProblem.OWNER_SILENT.said("The Errata that owns " + folder.folder() + " (process " + owner.pid()
                            + ") does not answer at "
                            + owner.address() + ". Nothing is known to have changed; try again, or end it with"
                            + " 'errata stop'."));
        }
    }

    static Optional<OwnerClient> client(Home folder, Owner owner) {
        return owner.address().isEmpty()
                ? Optional.empty()
                : Tokens.ownerOf(folder).map(token -> new OwnerClient(owner.address(), token));
    }

    static Request get(String path, Map<String, List<String>> query) {
        return new Request("GET", path, query, "");
    }

    static Request get(String path) {
        return get(path, Map.of());
    }

    /// Prints an answer: as JSON if that is wanted, otherwise in words; a refusal goes to standard error.
    int show(Reply reply, Function<JsonNode, String> words) {
        JsonNode body = Json.parse(reply.json());
        if (json) {
            say(body.isMissingNode() ? reply.json() : body.toString());
        } else if (reply.status() >= 200 && reply.status() < 300) {
            String text = words.apply(body);
            if (!text.isEmpty()) {
                say(text);
            }
        } else {
            JsonNode error = body.path("error");
            warn(error.path("message").asString(reply.json()) + " ["
                    + error.path("code").asString("?") + "]");
        }
        return ExitCode.of(reply.status());
    }
}
