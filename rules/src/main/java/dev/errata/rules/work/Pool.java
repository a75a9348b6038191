package dev.errata.rules.work;

import dev.errata.logs.store.entity.Entities;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.Ulids;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// The workers of this process: more when tasks wait, fewer when workers do.
///
/// **Thread:** [#fit] and [#close] one at a time; the rest any.
final class Pool {
    private final States states;
    private final Entities entities;
    private final Ulids ids;
    private final InstantSource clock;
    private final Map<String, TaskWork> works;
    private final Set<String> capabilities;
    private final WorkLimits limits;
    private final Bell bell;
    private final Jobs jobs;
    private final List<Worker> workers = new CopyOnWriteArrayList<>();

    Pool(
            States states,
            Ulids ids,
            InstantSource clock,
            Map<String, TaskWork> works,
            Set<String> capabilities,
            WorkLimits limits,
            Bell bell,
            Jobs jobs) {
        this.states = states;
        this.entities = states.entities();
        this.ids = ids;
        this.clock = clock;
        this.works = works;
        this.capabilities = capabilities;
        this.limits = limits;
        this.bell = bell;
        this.jobs = jobs;
    }

    int size() {
        return workers.size();
    }

    /// Makes as many workers as the queue wants, within the limits.
    void fit() {
        workers.removeIf(Worker::ended);
        long waiting = entities.tasks().count("queued");
        long idle = workers.stream().filter(Worker::idle).count();
        int wanted = Math.clamp(workers.size() + waiting - idle, limits.fewest(), limits.most());
        while (workers.size() < wanted) {
            Worker worker = new Worker(states, ids.next(), clock, works, capabilities, limits, bell, jobs);
            workers.add(worker);
            worker.start();
        }
        int spare = workers.size() - limits.fewest();
        for (Worker worker : workers) {
            if (spare > 0 && waiting == 0 && worker.idleSince(clock.instant()).compareTo(limits.spare()) >= 0) {
                worker.dismiss();
                spare--;
            }
        }
    }

    void close() {
        workers.forEach(Worker::dismissNow);
        workers.forEach(Worker::join);
    }
}
