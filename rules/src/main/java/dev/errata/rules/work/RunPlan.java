package dev.errata.rules.work;

import dev.errata.logs.store.entity.TaskRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What somebody wants done: workstreams of tasks, with names that hold within the plan.
///
/// **Errors:** [IllegalArgumentException] if a name occurs twice, a dependency names nothing, dependencies go in a
/// circle, or a workstream has no task.
public record RunPlan(String name, List<Stream> streams) {
    public RunPlan {
        streams = List.copyOf(streams);
        Map<String, List<String>> dependencies = new HashMap<>();
        for (Stream stream : streams) {
            add(dependencies, stream.name, stream.dependsOn);
        }
        check(dependencies);
    }

    /// A workstream.
    ///
    /// @param critical whether the run fails with it
    /// @param dependsOn names of the workstreams that must be completed before
    public record Stream(String name, boolean critical, List<String> dependsOn, List<Task> tasks) {
        public Stream {
            dependsOn = List.copyOf(dependsOn);
            tasks = List.copyOf(tasks);
            if (tasks.isEmpty()) {
                throw new IllegalArgumentException("the workstream " + name + " has no task");
            }
            Map<String, List<String>> dependencies = new HashMap<>();
            for (Task task : tasks) {
                add(dependencies, task.name, task.work.dependsOn());
            }
            check(dependencies);
        }

        /// A critical workstream that depends on none.
        public static Stream of(String name, Task... tasks) {
            return new Stream(name, true, List.of(), List.of(tasks));
        }
    }

    /// A task.
    ///
    /// @param critical whether its workstream fails with it
    /// @param work what is to be done; it depends on names of tasks of the same workstream
    public record Task(String name, boolean critical, TaskRow.Plan work) {

        /// A critical task with the usual limits that depends on none.
        public static Task of(String name, String kind, String payload) {
            return new Task(name, true, TaskRow.Plan.of(kind, payload));
        }

        /// The same, after other tasks.
        public Task after(String... names) {
            return new Task(
                    name,
                    critical,
                    new TaskRow.Plan(
                            work.kind(),
                            work.payload(),
                            List.of(names),
                            work.capabilities(),
                            work.maxRetries(),
                            work.timeoutSec()));
        }
    }

    private static void add(Map<String, List<String>> dependencies, String name, List<String> dependsOn) {
        if (dependencies.put(name, dependsOn) != null) {
            throw new IllegalArgumentException("two are named " + name);
        }
    }

    private static void check(Map<String, List<String>> dependencies) {
        Set<String> sound = new HashSet<>();
        for (String name : dependencies.keySet()) {
            follow(name, dependencies, sound, new HashSet<>());
        }
    }

    private static void follow(
            String name, Map<String, List<String>> dependencies, Set<String> sound, Set<String> under) {
        List<String> before = dependencies.get(name);
        if (before == null) {
            throw new IllegalArgumentException("nothing is named " + name);
        }
        if (sound.contains(name)) {
            return;
        }
        if (!under.add(name)) {
            throw new IllegalArgumentException(name + " depends on itself");
        }
        before.forEach(each -> follow(each, dependencies, sound, under));
        sound.add(name);
    }
}
