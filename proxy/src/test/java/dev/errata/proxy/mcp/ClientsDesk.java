package dev.errata.proxy.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Serves a [SmallDesk] to clients of other languages: see `proxy/src/test/clients`.
///
/// It prints where it listens and the agents' token. A person's decisions come by standard input, one a line: `approve
/// p-1 1,2` and `reject p-2 the reason`. It ends with its input.
final class ClientsDesk {
    private ClientsDesk() {}

    public static void main(String[] arguments) throws IOException {
        McpLimits quick = new McpLimits(Duration.ofSeconds(30), Duration.ofSeconds(45), Duration.ofMillis(200), 64, 16);
        try (McpBench bench = new McpBench(quick);
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            PrintStream out = System.out;
            out.println("desk: listening on " + bench.address);
            out.println("token: " + McpBench.AGENT);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                decide(bench.desk, line.split(" ", 3));
            }
        }
    }

    private static void decide(SmallDesk desk, String[] words) {
        switch (words[0]) {
            case "approve" -> desk.approve(words[1], numbers(words[2]));
            case "reject" -> desk.reject(words[1], words[2], "see the reason");
            default -> throw new IllegalArgumentException("not a decision: " + words[0]);
        }
    }

    private static Set<Integer> numbers(String list) {
        return Arrays.stream(list.split(",", -1)).map(Integer::valueOf).collect(Collectors.toSet());
    }
}
