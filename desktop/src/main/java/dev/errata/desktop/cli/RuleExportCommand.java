package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.desktop.packs.PackFiles;
import dev.errata.desktop.packs.RuleText;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `errata rules export FILE`: rules as one readable file.
@Command(
        name = "export",
        description = {
            "Writes rules with their tests as one readable file: those of a pack, those named by id, or all.",
            "A file that is there is left alone unless --force says otherwise."
        })
final class RuleExportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The file; - is standard output.")
    private String file = "";

    @Option(names = "--pack", paramLabel = "NAME", description = "The rules of this pack; with --ids its name.")
    private @Nullable String pack;

    @Option(names = "--ids", paramLabel = "ID", split = ",", description = "These rules, with commas between.")
    private List<Long> ids = List.of();

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    RuleExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path target = null;
        if (!file.equals("-")) {
            try {
                target = Path.of(file).toAbsolutePath();
            } catch (InvalidPathException e) {
                return session.fail(ExitCode.USAGE, file + " is no name of a file.");
            }
            if (Files.exists(target) && !force) {
                return session.fail(
                        ExitCode.USAGE, "The file " + file + " is there already; nothing was written. Use --force.");
            }
        }
        Map<String, List<String>> query = new TreeMap<>();
        if (pack != null) {
            query.put("pack", List.of(pack));
        }
        if (!ids.isEmpty()) {
            query.put("ids", List.of(String.join(",", ids.stream().map(String::valueOf).toList())));
        }
        if (target != null) {
            query.put("name", List.of(RuleText.name(file)));
        }
        Path to = target;
        return session.read(routes -> {
            Reply reply = routes.handle(Session.get("packs/export", query));
            return reply.status() == 200 ? write(reply, to) : session.show(reply, _ -> "");
        });
    }

    private int write(Reply reply, @Nullable Path target) {
        JsonNode body = Json.parse(reply.json());
        body.path("left_out")
                .forEach(id -> session.warn("rule " + id.asLong() + " is not valid and is left out."));
        String text = body.path("text").asString("");
        if (target == null) {
            session.say(session.json() ? body.toString() : text.stripTrailing());
            return ExitCode.OK;
        }
        try {
            PackFiles.write(target, text, force);
        } catch (IOException e) {
            return session.fail(ExitCode.CANNOT, "The file " + file + " cannot be written: " + e.getMessage());
        }
        return session.show(
                reply,
                _ -> body.path("rules").asInt() + " rules of the pack "
                        + body.path("pack").asString("") + " are in " + file);
    }
}
