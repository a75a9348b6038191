package dev.errata.rules.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.logs.state.Machine;
import dev.errata.logs.store.entity.Entity;
import dev.errata.logs.store.entity.TaskRow;
import dev.errata.rules.work.RunPlan.Stream;
import dev.errata.rules.work.RunPlan.Task;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a plan must be, and what tasks say about their workstream.
final class RunPlanTest {
    private static final Task A = Task.of("a", "k", "");

    @Test
    void dependenciesMustBeThereAndGoInNoCircle() {
        assertThatThrownBy(() -> Stream.of("s", A.after("b"))).hasMessageContaining("nothing is named b");
        assertThatThrownBy(
                        () -> Stream.of("s", A.after("b"), Task.of("b", "k", "").after("a")))
                .hasMessageContaining("depends on itself");
        assertThatThrownBy(() -> Stream.of("s", A, A)).hasMessageContaining("two are named a");
        assertThatThrownBy(() -> Stream.of("s")).hasMessageContaining("has no task");
        assertThatThrownBy(() -> new RunPlan("r", List.of(new Stream("s", true, List.of("s"), List.of(A)))))
                .hasMessageContaining("depends on itself");
        assertThat(new RunPlan(
                                "r",
                                List.of(Stream.of("s", A, Task.of("b", "k", "").after("a"))))
                        .streams())
                .hasSize(1);
    }

    /// A task is its state; `!` marks a critical one.
    @ParameterizedTest
    @CsvSource({
        "running failed! blocked, executing",
        "completed completed, validating",
        "completed failed! blocked, failed",
        "failed blocked pending, blocked",
        "pending queued, ready",
        "pending! queued!, ready",
        "pending completed, executing",
        "retrying pending, executing",
        "failed completed, executing",
        "validating completed, executing"
    })
    void theFirstLineThatFitsSaysHowAWorkstreamStands(String tasks, String state) {
        assertThat(Derived.state(Arrays.stream(tasks.split(" ", -1))
                        .map(RunPlanTest::task)
                        .toList()))
                .isEqualTo(state);
    }

    private static TaskRow task(String word) {
        Instant at = Instant.EPOCH;
        var head = new Entity.Head("t", word.replace("!", ""), 1, at, at);
        assertThat(Machine.TASK.states()).anyMatch(state -> state.name().equals(head.state()));
        return new TaskRow(
                head,
                "s",
                "r",
                "t",
                word.endsWith("!"),
                TaskRow.Plan.of("k", ""),
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
