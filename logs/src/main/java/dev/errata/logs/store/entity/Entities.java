package dev.errata.logs.store.entity;

import dev.errata.logs.state.Machine;
import dev.errata.logs.store.Database;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tables of all entities that a machine rules.
///
/// **Thread:** as [EntityTable] says.
public final class Entities {
    private final EntityTable<RunRow> runs;
    private final EntityTable<WorkstreamRow> workstreams;
    private final EntityTable<TaskRow> tasks;
    private final EntityTable<WorkerRow> workers;
    private final EntityTable<UetWorkerRow> uetWorkers;
    private final EntityTable<PatchRow> patches;
    private final EntityTable<GateRow> gates;
    private final EntityTable<BreakerRow> breakers;

    public Entities(Database database) {
        runs = new EntityTable<>(database, RunRow.SHAPE);
        workstreams = new EntityTable<>(database, WorkstreamRow.SHAPE);
        tasks = new EntityTable<>(database, TaskRow.SHAPE);
        workers = new EntityTable<>(database, WorkerRow.SHAPE);
        uetWorkers = new EntityTable<>(database, UetWorkerRow.SHAPE);
        patches = new EntityTable<>(database, PatchRow.SHAPE);
        gates = new EntityTable<>(database, GateRow.SHAPE);
        breakers = new EntityTable<>(database, BreakerRow.SHAPE);
    }

    public EntityTable<RunRow> runs() {
        return runs;
    }

    public EntityTable<WorkstreamRow> workstreams() {
        return workstreams;
    }

    public EntityTable<TaskRow> tasks() {
        return tasks;
    }

    public EntityTable<WorkerRow> workers() {
        return workers;
    }

    public EntityTable<UetWorkerRow> uetWorkers() {
        return uetWorkers;
    }

    public EntityTable<PatchRow> patches() {
        return patches;
    }

    public EntityTable<GateRow> gates() {
        return gates;
    }

    public EntityTable<BreakerRow> breakers() {
        return breakers;
    }

    /// The columns of an entity as texts, in their order; none if there is no such entity.
    public List<Field> fields(Machine machine, String id) {
        return fields(of(machine), id);
    }

    private static <R extends Entity> List<Field> fields(EntityTable<R> table, String id) {
        List<Field> fields = new ArrayList<>();
        table.get(id)
                .ifPresent(row ->
                        table.shape().values(row).texts().forEach((name, value) -> fields.add(new Field(name, value))));
        return fields;
    }

    /// A column and its value, null where there is none.
    public record Field(String name, @Nullable String value) {}

    /// The table of a machine's entities.
    public EntityTable<? extends Entity> of(Machine machine) {
        return switch (machine) {
            case RUN -> runs;
            case WORKSTREAM -> workstreams;
            case TASK -> tasks;
            case WORKER -> workers;
            case UET_WORKER -> uetWorkers;
            case PATCH -> patches;
            case TEST_GATE -> gates;
            case CIRCUIT_BREAKER -> breakers;
        };
    }

    static Shape<?> shape(Entity row) {
        return switch (row) {
            case RunRow _ -> RunRow.SHAPE;
            case WorkstreamRow _ -> WorkstreamRow.SHAPE;
            case TaskRow _ -> TaskRow.SHAPE;
            case WorkerRow _ -> WorkerRow.SHAPE;
            case UetWorkerRow _ -> UetWorkerRow.SHAPE;
            case PatchRow _ -> PatchRow.SHAPE;
            case GateRow _ -> GateRow.SHAPE;
            case BreakerRow _ -> BreakerRow.SHAPE;
        };
    }

    /// All columns of a row.
    static Values values(Entity row) {
        return switch (row) {
            case RunRow it -> RunRow.SHAPE.values(it);
            case WorkstreamRow it -> WorkstreamRow.SHAPE.values(it);
            case TaskRow it -> TaskRow.SHAPE.values(it);
            case WorkerRow it -> WorkerRow.SHAPE.values(it);
            case UetWorkerRow it -> UetWorkerRow.SHAPE.values(it);
            case PatchRow it -> PatchRow.SHAPE.values(it);
            case GateRow it -> GateRow.SHAPE.values(it);
            case BreakerRow it -> BreakerRow.SHAPE.values(it);
        };
    }
}
