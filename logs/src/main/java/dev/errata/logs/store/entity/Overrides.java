package dev.errata.logs.store.entity;

import dev.errata.logs.state.Machine;
import dev.errata.logs.state.Severity;
import dev.errata.logs.state.State;
import dev.errata.logs.store.entity.MoveResult.Refused;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a person may do by hand: with a reason and a name, and still only by moves that the machine lists. Where the
/// wanted state is several moves away, all of them are made and journalled as `manual_override`.
///
/// A terminal state is never left: to reset a task that is over makes a new one that points back.
///
/// **Thread:** as [States] says.
public final class Overrides {
    private final States states;
    private final Ulids ids;
    private final InstantSource clock;

    public Overrides(States states, Ulids ids, InstantSource clock) {
        this.states = states;
        this.ids = ids;
        this.clock = clock;
    }

    /// What can be done by hand.
    public enum Action {
        COMPLETE_TASK(Machine.TASK, "completed"),
        FAIL_TASK(Machine.TASK, "failed"),
        RESET_TASK(Machine.TASK, "pending"),
        FAIL_WORKSTREAM(Machine.WORKSTREAM, "failed"),
        VALIDATE_WORKSTREAM(Machine.WORKSTREAM, "completed"),
        ROLL_BACK_PATCH(Machine.PATCH, "rolled_back");

        private final Machine machine;
        private final String to;

        Action(Machine machine, String to) {
            this.machine = machine;
            this.to = to;
        }

        public Machine machine() {
            return machine;
        }

        /// The word on the command line and in the API.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// The action of a word, if there is one.
        public static Optional<Action> of(String word) {
            return List.of(values()).stream()
                    .filter(each -> each.word().equals(word))
                    .findFirst();
        }
    }

    /// Does it, as far as the machine lets it.
    public MoveResult run(Action action, String id, String operator, String reason) {
        if (reason.isBlank() || operator.isBlank()) {
            return new Refused("An override needs a reason and an operator. Nothing was changed.", List.of());
        }
        Optional<? extends Entity> found = states.entities().of(action.machine).get(id);
        if (found.isEmpty()) {
            return new MoveResult.Missing("There is no " + action.machine.entity() + " " + id + ".");
        }
        Entity entity = found.get();
        if (action == Action.RESET_TASK && entity instanceof TaskRow task && terminal(Machine.TASK, task.state())) {
            return again(task, operator, reason);
        }
        return walk(action, entity, operator, reason);
    }

    private MoveResult walk(Action action, Entity entity, String operator, String reason) {
        Machine machine = action.machine;
        String to = target(action, entity.state());
        List<String> path = path(machine, entity.state(), to);
        if (path.isEmpty() || (action == Action.ROLL_BACK_PATCH && path.size() > 1)) {
            return new Refused(
                    "The " + machine.entity() + " " + entity.id() + " is " + entity.state()
                            + " and cannot be brought to " + to + " by hand. Nothing was changed.",
                    machine.allowed(entity.state()));
        }
        long version = entity.head().version();
        MoveResult last = new MoveResult.Missing("There is no way.");
        for (String step : path) {
            last = states.move(Wish.of(machine, entity.id(), step).on(version).overriding(operator, reason));
            if (!last.made()) {
                return last;
            }
            version++;
        }
        return last instanceof MoveResult.Made made
                ? new MoveResult.Made(made.eventId(), entity.state(), made.to(), made.version())
                : last;
    }

    /// A task that was begun is back in the queue when it is reset; any other is where it began.
    private static String target(Action action, String from) {
        boolean begun = from.equals("running") || from.equals("retrying");
        return action == Action.RESET_TASK && begun ? "queued" : action.to;
    }

    private MoveResult again(TaskRow task, String operator, String reason) {
        Optional<WorkstreamRow> stream = states.entities().workstreams().get(task.workstreamId());
        if (stream.isEmpty() || terminal(Machine.WORKSTREAM, stream.get().state())) {
            return new Refused(
                    "The task's workstream is over, so no task can be done for it. Start a new run.", List.of());
        }
        TaskRow fresh = states.create(TaskRow.fresh(
                Entity.Head.fresh(Machine.TASK, ids.next(), clock.instant()),
                stream.get(),
                task.name(),
                task.critical(),
                task.plan(),
                task.id()));
        states.note(
                Machine.TASK,
                fresh.id(),
                Severity.WARNING,
                "takes the place of " + task.id() + ", by " + operator + ": " + reason);
        return new MoveResult.Made(fresh.id(), task.state(), fresh.state(), 1);
    }

    private static boolean terminal(Machine machine, String state) {
        return machine.states().stream().anyMatch(each -> each.name().equals(state) && each.terminal());
    }

    /// The shortest way that passes through no terminal state; empty if there is none or nothing to do.
    private static List<String> path(Machine machine, String from, String to) {
        Map<String, String> cameFrom = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        Set<String> terminal = Set.copyOf(machine.states().stream()
                .filter(State::terminal)
                .map(State::name)
                .toList());
        while (!open.isEmpty() && !cameFrom.containsKey(to)) {
            String at = open.removeFirst();
            for (String next : terminal.contains(at) ? List.<String>of() : machine.allowed(at)) {
                if (!next.equals(from) && cameFrom.putIfAbsent(next, at) == null) {
                    open.addLast(next);
                }
            }
        }
        Deque<String> path = new ArrayDeque<>();
        for (String at = to; cameFrom.containsKey(at); at = cameFrom.getOrDefault(at, from)) {
            path.addFirst(at);
        }
        return List.copyOf(path);
    }
}
