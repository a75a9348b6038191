package dev.errata.proxy.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Measures the packaged application, and prints a table. By hand only: it takes minutes and wants a quiet machine.
///
/// Each figure is the median of several rounds; a round measures a direct connection to the scripted server and then
/// the same through Errata, so that whatever else the machine does weighs on both. *Added* is the difference of the
/// two.
public final class Load {

    private static final int ANSWER_CONNECTIONS = 64;
    private static final int LARGE_CONNECTIONS = 4;
    private static final int FAST_TOKENS = 400_000;
    private static final int STARTS = 7;
    private static final long PAUSE_MILLIS = 500;
    private static final long REST_MILLIS = 10_000;

    private final Options options;
    private final House house;

    private Load(Options options, House house) {
        this.options = options;
        this.house = house;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.read(arguments);
        try (var house = new House(options)) {
            var load = new Load(options, house);
            load.machine();
            if (options.soakMinutes() > 0) {
                new Soak(house, options).run();
            } else {
                load.figures();
            }
        }
    }

    private void machine() throws IOException {
        Path cpu = Path.of("/proc/cpuinfo");
        String model = Files.exists(cpu)
                ? Files.readAllLines(cpu).stream()
                        .filter(line -> line.startsWith("model name"))
                        .findFirst()
                        .map(line -> line.substring(line.indexOf(':') + 2))
                        .orElse("")
                : "";
        Path load = Path.of("/proc/loadavg");
        System.out.printf(
                "%s; %d cores%s; %s %s; Java %s; load before %s; %d rounds of %d s; transport %s%n%n",
                Instant.now().truncatedTo(ChronoUnit.MINUTES),
                Runtime.getRuntime().availableProcessors(),
                model.isEmpty() ? "" : " (" + model + ")",
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version(),
                Files.exists(load) ? Files.readString(load).split(" ", -1)[0] : "unknown",
                options.rounds(),
                options.seconds(),
                options.transport());
        System.out.println("| measured | rules | direct | through Errata | added |");
        System.out.println("|---|---|---|---|---|");
    }

    private static void row(String what, int rules, String direct, String through, String added) {
        System.out.println("| " + what + " | " + rules + " | " + direct + " | " + through + " | " + added + " |");
        System.out.flush();
    }

    private void figures() throws Exception {
        try (Child server = house.server()) {
            if (options.parts().contains("start")) {
                start(server.port());
            }
            for (int rules : options.rules()) {
                try (Child errata = house.errata(house.home(rules), server.port())) {
                    warmUp(server.port(), errata.port());
                    if (options.parts().contains("idle")) {
                        quiet(rules, errata);
                    }
                    if (options.parts().contains("fast")) {
                        fast(rules, server, errata);
                    }
                    if (options.parts().contains("answers")) {
                        answers(rules, server, errata);
                    }
                    if (options.parts().contains("streams")) {
                        streams(rules, server, errata, 50, 100);
                        streams(rules, server, errata, 1_000, 10);
                        Thread.sleep(REST_MILLIS);
                        row("memory ten seconds after that, MB", rules, "", text(errata.residentMegabytes()), "");
                        row("live heap, MB", rules, "", text(errata.liveHeapMegabytes()), "");
                    }
                }
            }
        }
    }

    /// Long enough for the compiler to have seen what is hot.
    private static void warmUp(int direct, int through) throws IOException {
        for (int port : new int[] {direct, through}) {
            try (var crowd = new Crowd()) {
                crowd.streams(port, 50, 100, 6);
            }
            for (int i = 0; i < 3; i++) {
                try (var crowd = new Crowd()) {
                    crowd.tokensPerSecond(port, FAST_TOKENS / 2);
                }
            }
        }
    }

    private void streams(int rules, Child server, Child errata, int streams, int rate) throws Exception {
        Series[] series = new Series[9];
        for (int i = 0; i < series.length; i++) {
            series[i] = new Series();
        }
        int errors = 0;
        for (int round = 0; round < options.rounds(); round++) {
            Crowd.Streams direct = run(server.port(), streams, rate);
            double cpu = errata.cpuSeconds();
            Crowd.Streams through = run(errata.port(), streams, rate);
            double[] values = {
                direct.tokens().micros(0.5),
                through.tokens().micros(0.5),
                direct.tokens().micros(0.99),
                through.tokens().micros(0.99),
                direct.first().micros(0.5),
                through.first().micros(0.5),
                direct.first().micros(0.99),
                through.first().micros(0.99),
                (errata.cpuSeconds() - cpu) * 1e6 / through.count()
            };
            for (int i = 0; i < values.length; i++) {
                series[i].add(values[i]);
            }
            errors += through.errors() + direct.errors();
        }
        String what = String.format(Locale.ROOT, "%,d streams x %d tokens/s: ", streams, rate);
        compare(what + "each token, p50, us", rules, series[0], series[1]);
        compare(what + "each token, p99, us", rules, series[2], series[3]);
        compare(what + "first token, p50, us", rules, series[4], series[5]);
        compare(what + "first token, p99, us", rules, series[6], series[7]);
        row(what + "processor time for a token, us", rules, "", series[8].text(1), "");
        if (errors > 0) {
            row(what + "errors", rules, "", Integer.toString(errors), "");
        }
    }

    private Crowd.Streams run(int port, int streams, int rate) throws Exception {
        Thread.sleep(PAUSE_MILLIS); // connections of the round before are closing
        try (var crowd = new Crowd()) {
            Crowd.Streams result = crowd.streams(port, streams, rate, options.seconds());
            if (!crowd.fault().isEmpty()) {
                System.err.println("errors, the last: " + crowd.fault());
            }
            return result;
        }
    }

    private static void compare(String what, int rules, Series direct, Series through) {
        row(what, rules, direct.text(0), through.text(0), text(through.median() - direct.median()));
    }

    private void fast(int rules, Child server, Child errata) throws Exception {
        Series direct = new Series();
        Series through = new Series();
        for (int round = 0; round < options.rounds(); round++) {
            direct.add(fast(server.port()));
            through.add(fast(errata.port()));
        }
        row("one stream without pace, tokens/s", rules, direct.text(0), through.text(0), "");
    }

    private static double fast(int port) throws Exception {
        Thread.sleep(PAUSE_MILLIS);
        try (var crowd = new Crowd()) {
            return crowd.tokensPerSecond(port, FAST_TOKENS);
        }
    }

    private void answers(int rules, Child server, Child errata) throws Exception {
        answers("chat answers of 2 KB, each second", rules, server, errata, Script.CHAT, 2_048, ANSWER_CONNECTIONS);
        answers("other answers of 2 KB, each second", rules, server, errata, Script.UNREAD, 2_048, ANSWER_CONNECTIONS);
        answers("chat answers of 1 MB, MB/s", rules, server, errata, Script.CHAT, 1 << 20, LARGE_CONNECTIONS);
        answers("other answers of 1 MB, MB/s", rules, server, errata, Script.UNREAD, 1 << 20, LARGE_CONNECTIONS);
    }

    private void answers(String what, int rules, Child server, Child errata, String path, int size, int connections)
            throws Exception {
        Series direct = new Series();
        Series through = new Series();
        String request = new Script(0, 0, size).request(path);
        answers(errata.port(), connections, request, 2.0);
        for (int round = 0; round < options.rounds(); round++) {
            direct.add(answers(server.port(), connections, request, options.seconds() / 2.0));
            through.add(answers(errata.port(), connections, request, options.seconds() / 2.0));
        }
        row(what, rules, direct.text(0), through.text(0), "");
    }

    private static double answers(int port, int connections, String request, double seconds) throws Exception {
        Thread.sleep(PAUSE_MILLIS);
        try (var crowd = new Crowd()) {
            return crowd.answers(port, connections, request, seconds);
        }
    }

    /// A person at work: ten streams at the pace of a fast model.
    private void quiet(int rules, Child errata) throws Exception {
        Series percent = new Series();
        for (int round = 0; round < options.rounds(); round++) {
            double cpu = errata.cpuSeconds();
            Crowd.Streams streams = run(errata.port(), 10, 50);
            percent.add((errata.cpuSeconds() - cpu) * 1e9 / streams.nanos() * 100);
        }
        row("10 streams x 50 tokens/s: % of one core", rules, "", percent.text(1), "");
    }

    private void start(int upstream) throws Exception {
        Series fresh = new Series();
        Series again = new Series();
        Series idle = new Series();
        for (int i = 0; i < STARTS; i++) {
            Path home = house.home(0);
            try (Child errata = house.errata(home.resolveSibling(home.getFileName() + "-fresh"), upstream)) {
                fresh.add(errata.readySeconds());
            }
            try (Child errata = house.errata(home, upstream)) {
                again.add(errata.readySeconds());
                idle.add(errata.residentMegabytes());
            }
        }
        row("start until it listens, fresh home, s", 0, "", fresh.text(2), "");
        row("start until it listens, s", 0, "", again.text(2), "");
        row("memory after the start, MB", 0, "", idle.text(0), "");
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
