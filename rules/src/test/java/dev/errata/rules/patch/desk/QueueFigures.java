package dev.errata.rules.patch.desk;

import dev.errata.rules.patch.Proposals.Filter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a look at a long queue costs: 500 proposals of 1,000 lines each that wait, all of them read, and their stamps
/// alone. Printed in milliseconds.
public final class QueueFigures {
    private static final int PROPOSALS = 500;
    private static final int LINES = 1_000;
    private static final int ROUNDS = 9;

    private QueueFigures() {}

    public static void main(String[] args) throws Exception {
        Shop shop = new Shop(Files.createTempDirectory("errata-queue"));
        try {
            String base =
                    IntStream.range(0, LINES).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
            shop.work.put("W", "long.txt", base);
            for (int i = 0; i < PROPOSALS; i++) {
                int round = i;
                shop.propose("long.txt: "
                        + IntStream.range(1, LINES)
                                .filter(line -> line % 4 == 0)
                                .mapToObj(line -> line + "=" + round)
                                .collect(Collectors.joining(", ")));
            }
            System.out.println(
                    "whole: " + median(() -> shop.desk.list(Filter.open()).size()) + " ms");
            System.out.println(
                    "stamps: " + median(() -> shop.desk.stamps(Filter.open()).size()) + " ms");
        } finally {
            shop.close();
        }
    }

    private interface Look {
        int count();
    }

    private static double median(Look look) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            int count = look.count();
            times.add((System.nanoTime() - start) / 1e6);
            if (count != PROPOSALS) {
                throw new IllegalStateException("there are " + count + " proposals");
            }
        }
        return times.stream().sorted().toList().get(ROUNDS / 2);
    }
}
