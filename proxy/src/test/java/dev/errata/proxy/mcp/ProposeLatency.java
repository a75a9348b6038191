package dev.errata.proxy.mcp;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/// Prints how soon a proposal is answered: one that is read at once, one that takes long, and one while fifty calls
/// wait.
final class ProposeLatency {
    private static final int ROUNDS = 300;
    private static final int WARM = 200;

    private ProposeLatency() {}

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        try (McpBench bench = new McpBench(McpLimits.USUAL);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String id = bench.propose("FILE f.txt\nf\n");
            out.println("read at once        " + measured(WARM, ROUNDS, i -> bench.submit("FILE a" + i + ".txt\na\n")));
            String call = McpBench.call(1, "wait_for_approval", "{\"proposal\":\"" + id + "\"}");
            for (int i = 0; i < 50; i++) {
                threads.execute(() -> bench.post(call));
            }
            while (bench.desk.waiting() < 50) {
                Thread.onSpinWait();
            }
            out.println("while fifty wait    " + measured(0, ROUNDS, i -> bench.submit("FILE b" + i + ".txt\nb\n")));
            CountDownLatch hold = bench.desk.hold();
            out.println("reading takes long  " + measured(0, 10, i -> bench.submit("FILE c" + i + ".txt\nc\n")));
            hold.countDown();
            bench.desk.approve(id, Set.of(1));
        }
    }

    private static String measured(int warm, int rounds, IntConsumer round) {
        List<Duration> took = new ArrayList<>();
        for (int i = -warm; i < rounds; i++) {
            long begun = System.nanoTime();
            round.accept(i);
            if (i >= 0) {
                took.add(Duration.ofNanos(System.nanoTime() - begun));
            }
        }
        Collections.sort(took);
        return "p50 %.1f ms, p99 %.1f ms, most %.1f ms"
                .formatted(
                        took.get(rounds / 2).toNanos() / 1e6,
                        took.get(rounds * 99 / 100).toNanos() / 1e6,
                        took.getLast().toNanos() / 1e6);
    }
}
