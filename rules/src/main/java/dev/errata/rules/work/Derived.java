package dev.errata.rules.work;

import dev.errata.logs.store.entity.TaskRow;
import java.util.List;
import java.util.function.Predicate;

/// What the tasks of a workstream say about it.
final class Derived {
    private Derived() {}

    /// The state of a workstream as its tasks have it; the first line that fits.
    static String state(List<TaskRow> tasks) {
        if (any(tasks, in("running"))) {
            return "executing";
        }
        if (!tasks.isEmpty() && all(tasks, in("completed"))) {
            return "validating";
        }
        if (any(tasks, task -> task.critical() && task.state().equals("failed"))) {
            return "failed";
        }
        if (any(tasks, in("blocked"))) {
            return "blocked";
        }
        return all(tasks, in("pending", "queued")) ? "ready" : "executing";
    }

    /// Whether a task was begun.
    static boolean begun(List<TaskRow> tasks) {
        return any(tasks, task -> task.startedAt() != null);
    }

    /// Whether nothing can go on by itself: what is not over is blocked.
    static boolean exhausted(List<TaskRow> tasks) {
        return all(tasks, in("completed", "failed", "cancelled", "blocked"));
    }

    static boolean over(TaskRow task) {
        return in("completed", "failed", "cancelled").test(task);
    }

    private static Predicate<TaskRow> in(String... states) {
        List<String> wanted = List.of(states);
        return task -> wanted.contains(task.state());
    }

    private static boolean any(List<TaskRow> tasks, Predicate<TaskRow> which) {
        return tasks.stream().anyMatch(which);
    }

    private static boolean all(List<TaskRow> tasks, Predicate<TaskRow> which) {
        return tasks.stream().allMatch(which);
    }
}
