package dev.errata.desktop.api;

import dev.errata.logs.blob.RawTextReader;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.logs.proof.ExchangeProof;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Verification;
import dev.errata.logs.store.StoreException;
import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `audit`, `audit/verify` and `audit/index`.
///
/// @param texts the raw texts that an exchange is proved from
/// @param reindex makes the search index again
public record AuditRoutes(JournalReader reader, RawTextReader texts, Runnable reindex) implements OwnerRoutes {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    /// Of a home that is only looked at: its index is left as it is.
    public AuditRoutes(JournalReader reader, RawTextReader texts) {
        this(reader, texts, () -> {
            throw new UncheckedIOException(new IOException("The home is only looked at; nothing was changed."));
        });
    }

    @Override
    public Reply handle(Request request) {
        try {
            return switch (String.join("/", request.segments())) {
                case "audit" -> page(request);
                case "audit/index" -> index();
                default -> verify(request);
            };
        } catch (DateTimeException | NumberFormatException e) {
            return ControlError.BAD_REQUEST.reply(
                    "from and to are instants such as 2026-01-31T12:00:00Z; before, limit and rule are whole numbers.");
        } catch (UncheckedIOException | StoreException e) {
            return ControlError.INTERNAL.reply(String.valueOf(e.getMessage()));
        }
    }

    private Reply index() {
        reindex.run();
        return Json.ok(Json.object().put("index", "being made again"));
    }

    private Reply page(Request request) {
        long before = request.parameter("before").map(Long::parseLong).orElse(Long.MAX_VALUE);
        int limit = request.parameter("limit").map(Integer::parseInt).orElse(PAGE);
        if (limit < 1 || limit > LARGEST_PAGE) {
            return ControlError.BAD_REQUEST.reply("limit is 1 to " + LARGEST_PAGE + ".");
        }
        List<JournalRecord> records = reader.newest(query(request), before, limit);
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("records");
        records.forEach(record -> list.add(record.body()));
        if (records.size() == limit) {
            json.put("before", records.getLast().seq());
        }
        return Json.ok(json);
    }

    private static JournalQuery query(Request request) {
        return new JournalQuery(
                text(request, "type"),
                request.parameter("from").map(Instant::parse).orElse(null),
                request.parameter("to").map(Instant::parse).orElse(null),
                text(request, "exchange"),
                request.parameter("rule").map(Long::valueOf).orElse(null),
                text(request, "text"),
                text(request, "model"),
                text(request, "client"));
    }

    private static @Nullable String text(Request request, String name) {
        return request.parameter(name).filter(text -> !text.isEmpty()).orElse(null);
    }

    private Reply verify(Request request) {
        Optional<String> exchange = request.parameter("exchange");
        return Json.ok(exchange.map(id -> ProofJson.of(reader, id, new ExchangeProof(reader, texts).of(id)))
                .orElseGet(() -> json(reader.verify())));
    }

    /// What a check of the chain found.
    public static ObjectNode json(Verification verification) {
        ObjectNode json = Json.object();
        return switch (verification) {
            case Verification.Intact(long records, long lastSeq, Instant at, List<String> notices) -> {
                json.put("status", "intact")
                        .put("records", records)
                        .put("last_seq", lastSeq)
                        .put("at", at.toString());
                notices.forEach(json.putArray("notices")::add);
                yield json;
            }
            case Verification.Empty() -> json.put("status", "empty");
            case Verification.NoAnchor(long records) ->
                json.put("status", "no_anchor").put("records", records);
            case Verification.Broken(String segment, int line, long seq, String reason) ->
                json.put("status", "broken")
                        .put("code", HomeProblem.JOURNAL_CHANGED.code())
                        .put("segment", segment)
                        .put("line", line)
                        .put("seq", seq)
                        .put("reason", reason);
            case Verification.Unreadable(String reason, var file) ->
                json.put("status", "unreadable").put("segment", file).put("reason", reason);
        };
    }
}
