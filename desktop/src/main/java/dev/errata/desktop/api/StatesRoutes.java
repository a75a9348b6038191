package dev.errata.desktop.api;

import dev.errata.logs.read.JournalReader;
import dev.errata.logs.state.Machine;
import dev.errata.logs.state.State;
import dev.errata.logs.store.StoreException;
import dev.errata.logs.store.entity.Entities;
import dev.errata.logs.store.entity.HistoryRow;
import dev.errata.logs.store.entity.HistoryTable;
import dev.errata.logs.store.entity.MoveResult;
import dev.errata.logs.store.entity.Overrides;
import dev.errata.logs.store.entity.Overrides.Action;
import dev.errata.logs.store.entity.Resolution;
import dev.errata.logs.store.entity.StuckWork;
import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `states` and `states/{entity}/{id}`.
///
/// @param reader the journal, which tells of what the database does not know any more
public record StatesRoutes(
        Entities entities, HistoryTable history, Overrides overrides, JournalReader reader, InstantSource clock)
        implements OwnerRoutes {
    private static final int LONGEST = 1000;

    @Override
    public Reply handle(Request request) {
        List<String> segments = request.segments();
        try {
            if (segments.size() < 3) {
                return all();
            }
            Optional<Machine> machine = Arrays.stream(Machine.values())
                    .filter(each -> each.entity().equals(segments.get(1)))
                    .findFirst();
            if (machine.isEmpty()) {
                return ControlError.NOT_FOUND.reply("There is no kind '" + segments.get(1) + "'; there are "
                        + Arrays.stream(Machine.values()).map(Machine::entity).collect(Collectors.joining(", "))
                        + ".");
            }
            return request.method().equals("POST")
                    ? override(machine.get(), segments.get(2), Json.parse(request.body()))
                    : one(machine.get(), segments.get(2));
        } catch (StoreException e) {
            return ControlError.INTERNAL.reply(String.valueOf(e.getMessage()));
        }
    }

    private Reply all() {
        ObjectNode json = Json.object();
        ArrayNode kinds = json.putArray("entities");
        for (Machine machine : Machine.values()) {
            ObjectNode counts =
                    kinds.addObject().put("entity", machine.entity()).putObject("states");
            for (State state : machine.states()) {
                long count = entities.of(machine).count(state.name());
                if (count > 0) {
                    counts.put(state.name(), count);
                }
            }
        }
        ArrayNode stuck = json.putArray("stuck");
        for (StuckWork each : StuckWork.find(entities, clock.instant())) {
            stuck.addObject()
                    .put("entity", each.machine().entity())
                    .put("id", each.id())
                    .put("state", each.state())
                    .put("since", each.since().toString())
                    .put("message", each.words());
        }
        return Json.ok(json);
    }

    private Reply one(Machine machine, String id) {
        List<Entities.Field> fields = entities.fields(machine, id);
        List<HistoryRow> rows = history.byEntity(machine.entity(), id, LONGEST, 0);
        String source = "database";
        if (rows.isEmpty()) {
            rows = Resolution.history(reader, machine.entity(), id, LONGEST);
            source = rows.isEmpty() ? source : "journal";
        }
        if (fields.isEmpty() && rows.isEmpty()) {
            return ControlError.NOT_FOUND.reply(
                    "There is no " + machine.entity() + " " + id + ", and neither database nor journal tell of one.");
        }
        ObjectNode json = Json.object()
                .put("entity", machine.entity())
                .put("id", id)
                .put("exists", !fields.isEmpty())
                .put("history_from", source);
        ObjectNode columns = json.putObject("fields");
        for (Entities.Field field : fields) {
            columns.put(field.name(), field.value());
        }
        String last = rows.isEmpty() ? "" : rows.getLast().toState();
        String state = columns.path("state").asString(last);
        json.put("state", state);
        machine.allowed(state).forEach(json.putArray("allowed")::add);
        ArrayNode list = json.putArray("history");
        rows.forEach(row -> list.add(json(row)));
        return Json.ok(json);
    }

    private static ObjectNode json(HistoryRow row) {
        return Json.object()
                .put("event_id", row.eventId())
                .put("timestamp", row.timestamp().toString())
                .put("event_type", row.eventType())
                .put("severity", row.severity())
                .put("from_state", row.fromState())
                .put("to_state", row.toState())
                .put("trigger", row.trigger())
                .put("reason", row.reason())
                .put("operator", row.operator())
                .put("journal_seq", row.journalSeq());
    }

    private Reply override(Machine machine, String id, JsonNode body) {
        Optional<Action> action =
                Json.text(body, "action").flatMap(Action::of).filter(each -> each.machine() == machine);
        if (action.isEmpty()) {
            String words = Arrays.stream(Action.values())
                    .filter(each -> each.machine() == machine)
                    .map(Action::word)
                    .collect(Collectors.joining(", "));
            return ControlError.INVALID.reply(
                    words.isEmpty()
                            ? "A " + machine.entity() + " cannot be overridden."
                            : "action is one of " + words + ".");
        }
        MoveResult result = overrides.run(
                action.get(),
                id,
                Json.text(body, "operator").orElse(""),
                Json.text(body, "reason").orElse(""));
        return switch (result) {
            case MoveResult.Made made -> one(machine, id);
            case MoveResult.Missing missing -> ControlError.NOT_FOUND.reply(missing.message());
            case MoveResult.Refused refused -> ControlError.INVALID.reply(refused.message());
            case MoveResult.Outdated outdated -> ControlError.CONFLICT.reply(outdated.message());
            case MoveResult.Unrecorded unrecorded -> ControlError.INTERNAL.reply(unrecorded.message());
        };
    }
}
