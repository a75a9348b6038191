package dev.errata.rules.work;

import java.util.concurrent.ConcurrentHashMap;

/// The tasks that run in this process, so that a cancelled one can be stopped.
final class Jobs {
    private final ConcurrentHashMap<String, Job> running = new ConcurrentHashMap<>();

    void add(String task, Job job) {
        running.put(task, job);
    }

    void remove(String task, Job job) {
        running.remove(task, job);
    }

    /// Stops a task's work if it runs here.
    void stop(String task) {
        Job job = running.get(task);
        if (job != null) {
            job.stop();
        }
    }
}
