package dev.errata.proxy.load;

import java.util.Locale;

/// Hours of the same: what grows, leaks. A line each minute; the heap is measured after a full collection.
final class Soak {

    private static final int STREAMS = 100;
    private static final int RATE = 20;
    private static final int ROUND_SECONDS = 25;
    private static final double ANSWER_SECONDS = 5;

    private final House house;
    private final Options options;

    Soak(House house, Options options) {
        this.house = house;
        this.options = options;
    }

    void run() throws Exception {
        System.out.println();
        System.out.println("| minute | tokens | answers/s | errors | p50 us | p99 us | memory MB | live heap MB "
                + "| descriptors | threads |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        int rules = options.rules().getLast();
        try (Child server = house.server();
                Child errata = house.errata(house.home(rules), server.port())) {
            long begun = System.nanoTime();
            long errors = 0;
            for (int minute = 1; minute <= options.soakMinutes(); minute++) {
                Crowd.Streams last = null;
                double answers = 0;
                while (System.nanoTime() - begun < minute * 60_000_000_000L) {
                    try (var crowd = new Crowd()) {
                        last = crowd.streams(errata.port(), STREAMS, RATE, ROUND_SECONDS);
                        errors += last.errors();
                    }
                    try (var crowd = new Crowd()) {
                        answers = crowd.answers(
                                errata.port(), 8, new Script(0, 0, 2_048).request(Script.CHAT), ANSWER_SECONDS);
                    }
                }
                if (last != null) {
                    System.out.printf(
                            Locale.ROOT,
                            "| %d | %,d | %,.0f | %d | %d | %d | %.0f | %.1f | %d | %d |%n",
                            minute,
                            last.count(),
                            answers,
                            errors,
                            last.tokens().micros(0.5),
                            last.tokens().micros(0.99),
                            errata.residentMegabytes(),
                            errata.liveHeapMegabytes(),
                            errata.descriptors(),
                            errata.threads());
                }
            }
        }
    }
}
