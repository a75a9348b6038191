package dev.errata.logs.state;

import java.util.List;

/// The state machines. A change that a machine does not list is refused; core transitions and extensions are told
/// apart.
///
/// **Thread:** any; nothing here changes.
public enum Machine {
    RUN("run", WorkTables.RUN),
    WORKSTREAM("workstream", WorkTables.WORKSTREAM),
    TASK("task", WorkTables.TASK),
    WORKER("worker", WorkTables.WORKER),
    UET_WORKER("uet_worker", GateTables.UET_WORKER),
    PATCH("patch", GateTables.PATCH),
    TEST_GATE("test_gate", GateTables.TEST_GATE),
    CIRCUIT_BREAKER("circuit_breaker", GateTables.CIRCUIT_BREAKER);

    private final String entity;

    @SuppressWarnings("ImmutableEnumChecker") // a record of copied lists
    private final Table table;

    Machine(String entity, String text) {
        this.entity = entity;
        this.table = Table.read(entity, text);
    }

    /// The kind of entity as the journal and the database name it.
    public String entity() {
        return entity;
    }

    /// All states; the first is the one in which an entity begins.
    public List<State> states() {
        return table.states();
    }

    /// The state in which an entity begins.
    public State initial() {
        return table.states().getFirst();
    }

    /// The core transitions.
    public List<Transition> core() {
        return table.transitions().stream().filter(each -> !each.extension()).toList();
    }

    /// The transitions that are needed beyond the core.
    public List<Transition> extensions() {
        return table.transitions().stream().filter(Transition::extension).toList();
    }

    /// Decides on a change of state.
    public Move move(String from, String to) {
        for (Transition each : table.transitions()) {
            if (each.from().equals(from) && each.to().equals(to)) {
                return new Move.Allowed(each);
            }
        }
        return new Move.Refused(entity, from, to, allowed(from));
    }

    /// The states that may follow a state, in the order of the table.
    public List<String> allowed(String from) {
        return table.transitions().stream()
                .filter(each -> each.from().equals(from))
                .map(Transition::to)
                .toList();
    }
}
