package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.desktop.packs.RuleText;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import dev.errata.proxy.control.OwnerRoutes.Request;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `errata rules import FILE`: brings a file of rules in, all of it or nothing.
@Command(
        name = "import",
        description = {
            "Brings in a pack, SillyTavern regex scripts, or an old database with four columns: all of it or nothing.",
            "A rule that is here with other content is a conflict: nothing is changed until you decide; exit code 1."
        })
final class RuleImportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The file; - is standard input.")
    private String file = "";

    @Option(names = "--mode", paramLabel = "MODE", description = "Give every rule this mode: shadow, off or enforce.")
    private @Nullable String mode;

    @Option(names = "--pack", paramLabel = "NAME", description = "What to call rules whose file names no pack.")
    private String pack = "";

    @ArgGroup
    private @Nullable Winner winner;

    @Option(names = "--prune", description = "Remove rules that a newer version of the pack no longer has.")
    private boolean prune;

    @Option(names = "--with-invalid", description = "Bring rows in that are no rules, to be shown with the reason.")
    private boolean withInvalid;

    @Option(names = "--dry-run", description = "Only show what would happen.")
    private boolean dryRun;

    /// Who wins a conflict.
    static final class Winner {
        @Option(names = "--replace", description = "Conflicts: take the file's rule; ours stays in the history.")
        private boolean replace;

        @Option(names = "--keep-mine", description = "Conflicts: keep ours.")
        private boolean keepMine;

        String word() {
            return replace ? "replace" : keepMine ? "keep" : "ask";
        }
    }

    RuleImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RuleText text;
        try {
            text = RuleText.of(file, session.terminal().in());
        } catch (RuleText.Unusable e) {
            return session.fail(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        text.remarks().forEach(remark -> session.warn(remark.subject() + ": " + remark.text()));
        ObjectNode body = Json.object()
                .put("text", text.text())
                .put("name", pack.isBlank() ? text.name() : pack)
                .put("conflicts", winner == null ? "ask" : winner.word())
                .put("prune", prune)
                .put("with_invalid", withInvalid)
                .put("dry_run", dryRun);
        if (mode != null) {
            body.put("mode", mode);
        }
        Request request = new Request("POST", "packs/import", Map.of(), body.toString());
        ToIntFunction<OwnerRoutes> question = routes -> show(routes.handle(request));
        return dryRun ? session.read(question) : session.change(question);
    }

    private int show(Reply reply) {
        JsonNode body = Json.parse(reply.json());
        boolean refused = reply.status() >= 300;
        if (!session.json() && refused && body.has("plan")) {
            session.say(ImportWords.of(body));
        }
        int code = session.show(reply, ImportWords::of);
        if (reply.status() == 409) {
            session.warn("--replace takes the file's, --keep-mine keeps yours, --dry-run only shows.");
            return ExitCode.NOT_SO;
        }
        boolean open = body.path("undecided").asInt(0) > 0 || body.path("invalid").asInt(0) > 0;
        return code == ExitCode.OK && open ? ExitCode.NOT_SO : code;
    }
}
