package dev.errata.proxy.load;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What to measure.
///
/// @param application the packaged application
/// @param rounds how often each measurement is repeated, direct and through Errata in turns
/// @param seconds how long one takes
/// @param rules sizes of the rule tables
/// @param parts `streams`, `fast`, `answers`, `idle`, `start`
/// @param transport Errata's setting
/// @param soakMinutes 0 for the figures, else how long to soak
record Options(
        Path application,
        int rounds,
        int seconds,
        List<Integer> rules,
        Set<String> parts,
        String transport,
        int soakMinutes) {

    static final Options USUAL = new Options(
            Path.of("../desktop/target/errata"),
            3,
            6,
            List.of(0, 100, 1_000),
            Set.of("streams", "fast", "answers", "idle", "start"),
            "auto",
            0);

    /// Reads `--rounds 5 --rules 0,1000 --soak 60m` and the like.
    ///
    /// **Errors:** [IllegalArgumentException] with what is wrong.
    static Options read(String[] arguments) {
        Options options = USUAL;
        List<String> words = Arrays.stream(arguments)
                .flatMap(word -> Arrays.stream(word.strip().split("\\s+", -1)))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.size() % 2 != 0) {
            throw new IllegalArgumentException("each option takes a value: " + words);
        }
        for (int i = 0; i < words.size(); i += 2) {
            options = options.with(words.get(i), words.get(i + 1));
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--application" -> new Options(Path.of(value), rounds, seconds, rules, parts, transport, soakMinutes);
            case "--rounds" ->
                new Options(application, Integer.parseInt(value), seconds, rules, parts, transport, soakMinutes);
            case "--seconds" ->
                new Options(application, rounds, Integer.parseInt(value), rules, parts, transport, soakMinutes);
            case "--rules" ->
                new Options(
                        application,
                        rounds,
                        seconds,
                        Arrays.stream(value.split(",", -1))
                                .map(Integer::valueOf)
                                .toList(),
                        parts,
                        transport,
                        soakMinutes);
            case "--only" ->
                new Options(application, rounds, seconds, rules, Set.of(value.split(",", -1)), transport, soakMinutes);
            case "--transport" -> new Options(application, rounds, seconds, rules, parts, value, soakMinutes);
            case "--soak" ->
                new Options(
                        application,
                        rounds,
                        seconds,
                        rules,
                        parts,
                        transport,
                        Integer.parseInt(value.replaceAll("m$", "")));
            default -> throw new IllegalArgumentException("no such option: " + name);
        };
    }
}
