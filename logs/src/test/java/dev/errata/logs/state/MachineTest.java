package dev.errata.logs.state;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MachineTest {
    /// The listed pairs once more, written down apart from the program's tables.
    private static final Map<Machine, String> CORE = Map.ofEntries(
            entry(Machine.RUN, "pending-running running-succeeded running-failed running-canceled pending-canceled"),
            entry(
                    Machine.WORKSTREAM,
                    "planned-ready planned-blocked planned-skipped planned-cancelled blocked-ready"
                            + " ready-executing ready-skipped ready-cancelled executing-validating executing-failed"
                            + " executing-cancelled validating-completed validating-failed"),
            entry(
                    Machine.TASK,
                    "pending-queued pending-blocked blocked-pending queued-running running-validating"
                            + " running-retrying running-failed running-cancelled retrying-queued validating-completed"
                            + " validating-failed"),
            entry(
                    Machine.WORKER,
                    "initializing-idle idle-busy busy-idle busy-unresponsive unresponsive-idle"
                            + " unresponsive-shutdown idle-shutdown busy-shutdown"),
            entry(
                    Machine.UET_WORKER,
                    "SPAWNING-IDLE SPAWNING-TERMINATED IDLE-BUSY IDLE-TERMINATED BUSY-IDLE"
                            + " BUSY-DRAINING BUSY-TERMINATED DRAINING-TERMINATED"),
            entry(
                    Machine.PATCH,
                    "created-validated created-quarantined validated-queued validated-quarantined queued-applied"
                            + " queued-apply_failed applied-verified applied-quarantined apply_failed-quarantined"
                            + " apply_failed-dropped verified-committed committed-rolled_back"),
            entry(Machine.TEST_GATE, "PENDING-RUNNING PENDING-BLOCKED RUNNING-PASSED RUNNING-FAILED BLOCKED-PENDING"),
            entry(Machine.CIRCUIT_BREAKER, "CLOSED-OPEN OPEN-HALF_OPEN HALF_OPEN-CLOSED HALF_OPEN-OPEN"));

    private static final Map<Machine, String> EXTENSIONS = Map.of(
            Machine.WORKSTREAM, "blocked-cancelled validating-cancelled blocked-skipped",
            Machine.TASK,
                    "pending-cancelled queued-cancelled blocked-cancelled retrying-cancelled queued-blocked"
                            + " validating-blocked",
            Machine.WORKER, "idle-unresponsive",
            Machine.PATCH, "apply_failed-queued quarantined-dropped queued-quarantined queued-validated");

    private static final Map<Machine, String> TERMINAL = Map.of(
            Machine.RUN, "succeeded failed canceled",
            Machine.WORKSTREAM, "completed failed cancelled skipped",
            Machine.TASK, "completed failed cancelled",
            Machine.WORKER, "shutdown",
            Machine.UET_WORKER, "TERMINATED",
            Machine.PATCH, "rolled_back quarantined dropped",
            Machine.TEST_GATE, "PASSED FAILED",
            Machine.CIRCUIT_BREAKER, "");

    @Test
    void thereAreEightMachinesOf51StatesAnd66CoreTransitions() {
        assertThat(Machine.values()).hasSize(8);
        assertThat(Arrays.stream(Machine.values())
                        .map(machine -> machine.states().size()))
                .containsExactly(5, 9, 9, 5, 5, 10, 5, 3);
        assertThat(Arrays.stream(Machine.values()).map(machine -> machine.core().size()))
                .containsExactly(5, 13, 11, 8, 8, 12, 5, 4);
        assertThat(Arrays.stream(Machine.values())
                        .mapToInt(machine -> machine.states().size())
                        .sum())
                .isEqualTo(51);
        assertThat(Arrays.stream(Machine.values())
                        .mapToInt(machine -> machine.core().size())
                        .sum())
                .isEqualTo(66);
    }

    @Test
    void terminalStatesAreMarked() {
        for (Machine machine : Machine.values()) {
            assertThat(machine.states().stream().filter(State::terminal).map(State::name))
                    .as(machine.entity())
                    .containsExactlyElementsOf(words(TERMINAL, machine));
            assertThat(machine.initial().terminal()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("listed")
    void allowsWhatIsListed(Machine machine, String from, String to, boolean extension) {
        assertThat(machine.move(from, to)).isInstanceOfSatisfying(Move.Allowed.class, allowed -> {
            assertThat(allowed.transition())
                    .extracting(Transition::entity, Transition::from, Transition::to, Transition::extension)
                    .containsExactly(machine.entity(), from, to, extension);
            assertThat(allowed.transition().trigger()).isNotBlank();
        });
        assertThat(extension ? machine.extensions() : machine.core())
                .anyMatch(each -> each.from().equals(from) && each.to().equals(to));
    }

    @ParameterizedTest
    @MethodSource("everyOtherPair")
    void refusesEveryOtherPairAndNamesWhatIsAllowed(Machine machine, String from, String to) {
        assertThat(machine.move(from, to)).isInstanceOfSatisfying(Move.Refused.class, refused -> {
            assertThat(refused.entity()).isEqualTo(machine.entity());
            assertThat(refused.from()).isEqualTo(from);
            assertThat(refused.asked()).isEqualTo(to);
            assertThat(refused.allowed()).isEqualTo(machine.allowed(from)).doesNotContain(to);
            assertThat(refused.message())
                    .contains(machine.entity(), from, to)
                    .contains(String.join(", ", machine.allowed(from)));
        });
    }

    @Test
    void theMatrixIsComplete() {
        long listed = listed().count();
        assertThat(listed).isEqualTo(66 + 14);
        assertThat(listed + everyOtherPair().count())
                .isEqualTo(Arrays.stream(Machine.values())
                        .mapToInt(machine -> machine.states().size())
                        .map(states -> states * states)
                        .sum());
    }

    @Test
    void aStateThatDoesNotExistIsRefusedToo() {
        assertThat(Machine.TASK.move("asleep", "running")).isInstanceOf(Move.Refused.class);
        assertThat(((Move.Refused) Machine.RUN.move("failed", "running")).message())
                .isEqualTo("The run is failed and cannot become running; nothing follows that state.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b*\nb > a : x", "a b\na > c : x", "a b\na > b : x\na > b : y", "a b\na b x", "a b\na : b > x"
            })
    void aTableThatContradictsItselfIsNoTable(String text) {
        assertThatThrownBy(() -> Table.read("thing", text)).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Arguments> listed() {
        return Arrays.stream(Machine.values())
                .flatMap(machine -> Stream.concat(
                        words(CORE, machine).stream().map(pair -> pair(machine, pair, false)),
                        words(EXTENSIONS, machine).stream().map(pair -> pair(machine, pair, true))));
    }

    static Stream<Arguments> everyOtherPair() {
        var pairs = new ArrayList<Arguments>();
        for (Machine machine : Machine.values()) {
            for (State from : machine.states()) {
                for (State to : machine.states()) {
                    String pair = from.name() + "-" + to.name();
                    if (!words(CORE, machine).contains(pair)
                            && !words(EXTENSIONS, machine).contains(pair)) {
                        pairs.add(Arguments.of(machine, from.name(), to.name()));
                    }
                }
            }
        }
        return pairs.stream();
    }

    private static Arguments pair(Machine machine, String pair, boolean extension) {
        int dash = pair.indexOf('-');
        return Arguments.of(machine, pair.substring(0, dash), pair.substring(dash + 1), extension);
    }

    private static List<String> words(Map<Machine, String> table, Machine machine) {
        String text = table.getOrDefault(machine, "");
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" ", -1));
    }
}
