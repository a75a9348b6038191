package dev.errata.logs.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.state.CircuitBreaker.Answer;
import dev.errata.logs.state.CircuitBreaker.Circuit;
import dev.errata.logs.state.CircuitBreaker.Limits;
import dev.errata.logs.state.CircuitBreaker.Moved;
import dev.errata.logs.state.CircuitBreaker.Pass;
import dev.errata.logs.state.CircuitBreaker.Refused;
import dev.errata.logs.state.CircuitBreaker.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class CircuitBreakerTest {
    private static final int THREADS = 20;

    private Limits limits = Limits.USUAL;
    private long nanos = -5_000_000_000L; // such a clock may begin anywhere
    private final CircuitBreaker breaker = new CircuitBreaker(() -> limits, () -> nanos);

    private Ticket pass() {
        Answer answer = breaker.ask();
        assertThat(answer).isInstanceOf(Pass.class);
        return ((Pass) answer).ticket();
    }

    private void open() {
        for (int i = 0; i < 5; i++) {
            var unused = breaker.failed(pass(), "refused");
        }
        assertThat(breaker.status().state()).isEqualTo(Circuit.OPEN);
    }

    private void wait(Duration time) {
        nanos += time.toNanos();
    }

    private static String words(Optional<Moved> moved) {
        return moved.map(one -> one.transition() + ": " + one.reason()).orElse("none");
    }

    @Test
    void fiveFailuresInARowOpenIt() {
        for (int i = 0; i < 4; i++) {
            assertThat(breaker.failed(pass(), "refused")).isEmpty();
        }
        assertThat(words(breaker.failed(pass(), "refused")))
                .isEqualTo("circuit_breaker CLOSED -> OPEN: 5 failures in a row, the last: refused");
    }

    @Test
    void aSuccessBreaksTheRow() {
        for (int i = 0; i < 20; i++) {
            var unused = breaker.failed(pass(), "refused");
            if (i % 4 == 3) {
                assertThat(breaker.succeeded(pass())).isEmpty();
            }
        }
        assertThat(breaker.status().state()).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void openRefusesAtOnceAndSaysTheTimeLeft() {
        open();
        wait(Duration.ofSeconds(18));
        assertThat(breaker.ask()).isEqualTo(new Refused(Duration.ofSeconds(42), "refused"));
    }

    @Test
    void afterTheCoolDownOneTrialMayCloseIt() {
        open();
        wait(Duration.ofSeconds(60));
        Answer answer = breaker.ask();
        assertThat(answer).isInstanceOfSatisfying(Pass.class, pass -> assertThat(words(Optional.ofNullable(
                        pass.moved())))
                .startsWith("circuit_breaker OPEN -> HALF_OPEN"));
        assertThat(breaker.ask()).isInstanceOf(Refused.class);
        assertThat(words(breaker.succeeded(((Pass) answer).ticket())))
                .isEqualTo("circuit_breaker HALF_OPEN -> CLOSED: the trial succeeded");
        assertThat(breaker.ask()).isInstanceOf(Pass.class);
    }

    @Test
    void aFailedTrialBeginsTheCoolDownAgain() {
        open();
        wait(Duration.ofSeconds(90));
        Ticket trial = pass();
        wait(Duration.ofSeconds(5));
        assertThat(words(breaker.failed(trial, "500"))).endsWith("HALF_OPEN -> OPEN: the trial failed: 500");
        assertThat(breaker.ask()).isEqualTo(new Refused(Duration.ofSeconds(60), "500"));
    }

    @Test
    void aWithdrawnTrialGivesItsSeatToTheNext() {
        open();
        wait(Duration.ofSeconds(60));
        Ticket first = pass();
        breaker.withdrawn(first);
        Ticket second = pass();
        assertThat(breaker.ask()).isInstanceOf(Refused.class);
        assertThat(breaker.failed(first, "late")).isEmpty();
        assertThat(breaker.succeeded(second)).isPresent();
    }

    @Test
    void whatBeganBeforeItOpenedCountsNoMore() {
        Ticket early = pass();
        open();
        assertThat(breaker.succeeded(early)).isEmpty();
        assertThat(breaker.failed(early, "late")).isEmpty();
        wait(Duration.ofSeconds(60));
        Ticket trial = pass();
        assertThat(breaker.failed(early, "late")).isEmpty();
        breaker.withdrawn(early);
        assertThat(breaker.ask()).isInstanceOf(Refused.class);
        assertThat(breaker.succeeded(trial)).isPresent();
    }

    @Test
    void limitsAreLiveAndZeroMeansNever() {
        limits = new Limits(1, Duration.ofSeconds(10));
        assertThat(breaker.failed(pass(), "refused")).isPresent();
        limits = new Limits(0, Duration.ofSeconds(10));
        assertThat(breaker.succeeded(pass())).isPresent();
        for (int i = 0; i < 100; i++) {
            assertThat(breaker.failed(pass(), "refused")).isEmpty();
        }
    }

    @Test
    void twentyThreadsGetExactlyOneTrial() throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int round = 0; round < 200; round++) {
                var fresh = new CircuitBreaker(() -> new Limits(1, Duration.ZERO), () -> nanos);
                var unused = fresh.failed(((Pass) fresh.ask()).ticket(), "refused");
                var start = new CyclicBarrier(THREADS);
                List<Callable<Answer>> calls = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    calls.add(() -> {
                        start.await();
                        return fresh.ask();
                    });
                }
                int passed = 0;
                for (Future<Answer> answer : threads.invokeAll(calls)) {
                    passed += answer.get() instanceof Pass ? 1 : 0;
                }
                assertThat(passed).as("round %s", round).isEqualTo(1);
            }
        }
    }

    @Test
    void whateverHappensTheStateFollowsFromTheMoves() {
        long seed = 20260101;
        var random = new Random(seed);
        List<Ticket> tickets = new ArrayList<>();
        String state = "CLOSED";
        int moves = 0;
        for (int step = 0; step < 20_000; step++) {
            wait(Duration.ofSeconds(random.nextInt(20)));
            Optional<Moved> moved = Optional.empty();
            if (tickets.isEmpty() || random.nextInt(3) == 0) {
                if (breaker.ask() instanceof Pass pass) {
                    tickets.add(pass.ticket());
                    moved = Optional.ofNullable(pass.moved());
                }
            } else {
                Ticket ticket = tickets.remove(random.nextInt(tickets.size()));
                switch (random.nextInt(8)) {
                    case 0 -> moved = breaker.succeeded(ticket);
                    case 1 -> breaker.withdrawn(ticket);
                    default -> moved = breaker.failed(ticket, "refused");
                }
            }
            if (moved.isPresent()) {
                assertThat(moved.get().transition().from()).as("seed %s", seed).isEqualTo(state);
                state = moved.get().transition().to();
                moves++;
            }
            assertThat(breaker.status().state().name()).isEqualTo(state);
        }
        assertThat(moves).isGreaterThan(100);
    }
}
