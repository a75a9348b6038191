package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.logs.read.JournalRecord;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;

/// `errata audit search`: records that fit, newest first.
@Command(
        name = "search",
        description = {
            "Finds records by words and filters, newest first.",
            "Each word of TEXT is the beginning of a word in the record, without regard to case or accents; words"
                    + " between quotes follow each other.",
            "Exit code 1 if nothing fits. What --before takes for the next page is said at the end."
        })
final class AuditSearchCommand implements Callable<Integer> {
    private static final int MOST = 1000;

    private final Session session;

    @Parameters(paramLabel = "TEXT", arity = "0..*", description = "Words to search for.")
    private List<String> words = List.of();

    @Mixin
    private AuditFilters filters = new AuditFilters();

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many at most. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(names = "--before", paramLabel = "SEQ", description = "Only records before this one: the next page.")
    private @Nullable Long before;

    AuditSearchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (count < 1 || count > MOST) {
            return session.fail(ExitCode.USAGE, "-n takes 1 to " + MOST + ".");
        }
        var parameters = new TreeMap<String, List<String>>();
        try {
            parameters.putAll(filters.parameters(String.join(" ", words)));
        } catch (TypeConversionException e) {
            return session.fail(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        parameters.put("limit", List.of(Integer.toString(count)));
        if (before != null) {
            parameters.put("before", List.of(before.toString()));
        }
        return session.read(routes -> {
            Reply reply = routes.handle(Session.get("audit", parameters));
            int code = session.show(reply, AuditSearchCommand::words);
            boolean none = Json.parse(reply.json()).path("records").isEmpty();
            return code == ExitCode.OK && none ? ExitCode.NOT_SO : code;
        });
    }

    private static String words(JsonNode body) {
        var lines = new ArrayList<String>();
        for (JsonNode record : body.path("records")) {
            lines.add(Records.line(new JournalRecord(
                    record.path("seq").asLong(0),
                    Instant.parse(record.path("ts").asString("")),
                    record.path("type").asString(""),
                    Path.of(""),
                    0,
                    record,
                    "")));
        }
        if (lines.isEmpty()) {
            return "No record fits.";
        }
        if (body.has("before")) {
            lines.add("There may be more: --before " + body.path("before").asLong(0));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
