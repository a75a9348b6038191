package dev.errata.rules.work;

import dev.errata.logs.state.Machine;
import dev.errata.logs.store.entity.Column;
import dev.errata.logs.store.entity.MoveResult;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.TaskRow;
import dev.errata.logs.store.entity.Values;
import dev.errata.logs.store.entity.Wish;
import java.time.Instant;

/// What becomes of a running task that failed: another try after a while, or the end.
final class Failing {
    /// 2^10 s is 17 minutes; who waits longer does not wait for a retry.
    private static final int LONGEST_POWER = 10;

    private Failing() {}

    /// @param task as it was read while it ran
    static MoveResult fail(States states, TaskRow task, long exitCode, String why, Instant now) {
        Values changes = Values.none().with(Column.LAST_ERROR, why).with(Column.EXIT_CODE, (Long) exitCode);
        boolean again = task.retryCount() < task.plan().maxRetries();
        if (!again) {
            return states.move(Wish.of(Machine.TASK, task.id(), "failed")
                    .on(task.head().version())
                    .because(why)
                    .with(changes));
        }
        int count = task.retryCount() + 1;
        return states.move(Wish.of(Machine.TASK, task.id(), "retrying")
                .on(task.head().version())
                .because(why)
                .with(changes.with(Column.RETRY_COUNT, (Long) (long) count)
                        .with(Column.RETRY_AT, now.plusSeconds(1L << Math.min(count, LONGEST_POWER)))));
    }
}
