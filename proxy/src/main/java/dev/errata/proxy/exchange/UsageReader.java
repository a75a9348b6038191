package dev.errata.proxy.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads a model server's own token counts out of an answer's frames: its events, or its one document.
///
/// Counts are taken from their places alone, so that nothing that a model writes, the arguments of a tool among it, can
/// be taken for one:
///
/// | place | who |
/// |---|---|
/// | `usage`, `message.usage`, `response.usage` | OpenAI and its kin, Anthropic, Responses |
/// | `tokens_evaluated`, `tokens_predicted` | llama-server's own wires |
/// | `prompt_eval_count`, `eval_count` | Ollama |
/// | `stats`, `result.stats` | LM Studio |
/// | `results[].prompt_tokens`, `.completion_tokens` | KoboldCpp |
/// | `timings` | llama-server, where nothing else is said |
///
/// A server tells of several results in one of two ways. Some tell of each by its `index`, again and again: the last
/// word on each counts. Some tell the whole in an event without a choice; llama-server sends one such event for each
/// choice, so there are never more of them than results that have ended. Outputs are added up. Inputs are added up
/// where they differ, since those are several prompts; where they
/// are equal it is one prompt with several choices, which is counted once. Anthropic's input leaves out what came from
/// the cache; here it is in.
///
/// **Thread:** its exchange's event loop. **Source:** `wire.md` 1.5, 2.1, 3.1, 3.3, 3.4.
final class UsageReader {

    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[][] WORDS = {bytes("token"), bytes("timings"), bytes("eval_count")};
    private static final int SHORTEST = 5;
    private static final int[] SHIFTS = shifts();
    private static final int NO_CHOICE = -1;

    private final Map<Integer, Report> byResult = new TreeMap<>();
    private final List<Report> totals = new ArrayList<>();
    private final Set<Integer> choices = new HashSet<>();

    // Of the frame at hand.
    private int index;
    private boolean empty;

    /// A result of the answer has come to its end.
    void result(int number) {
        choices.add(number);
    }

    /// Takes one frame; what is no JSON says nothing.
    ///
    /// @return whether it tells of the whole answer, beside no choice
    boolean frame(byte[] json, int from, int to) {
        if (!speaks(json, from, to)) {
            return false;
        }
        int known = totals.size();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json, from, to - from)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                take(parser, NO_CHOICE);
            } else if (first == JsonToken.START_ARRAY) {
                int place = 0;
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    take(parser, place++);
                }
            }
        } catch (JacksonException e) {
            // The wire's own codec judges the frame.
        }
        return totals.size() > known;
    }

    /// What the server has said so far.
    TokenCount count() {
        if (totals.isEmpty() && byResult.isEmpty()) {
            return TokenCount.UNKNOWN;
        }
        Collection<Report> reports = byResult.values();
        if (totals.stream().anyMatch(Report::said)) {
            reports = totals.size() > Math.max(1, choices.size()) ? List.of(totals.getLast()) : totals;
        }
        return count(reports);
    }

    private static TokenCount count(Collection<Report> reports) {
        long output = -1;
        long reasoning = -1;
        long inputs = -1;
        long first = -1;
        long most = -1;
        long cached = -1;
        long mostCached = -1;
        for (Report report : reports) {
            first = inputs < 0 && most < 0 ? report.input() : first;
            output = plus(output, report.output());
            reasoning = plus(reasoning, report.reasoning());
            inputs = plus(inputs, report.input());
            most = Math.max(most, report.input());
            cached = plus(cached, report.cached());
            mostCached = Math.max(mostCached, report.cached());
        }
        boolean shared = reports.size() > 1 && first == most && inputs == first * reports.size();
        long input = shared ? first : inputs;
        if (input <= 0 && output <= 0) {
            return TokenCount.UNKNOWN; // some servers fill in zeros where they do not count
        }
        return new TokenCount(input, output, shared ? mostCached : cached, reasoning);
    }

    /// The sum of what is known; -1 if nothing is.
    private static long plus(long sum, long number) {
        return number < 0 ? sum : Math.max(sum, 0) + number;
    }

    private void take(JsonParser parser, int place) {
        var found = new Report();
        index = place;
        empty = false;
        object(parser, found, true);
        if (index >= 0) {
            choices.add(index);
        }
        if (found.said()) {
            if (empty) {
                totals.add(found);
            } else {
                byResult.computeIfAbsent(index, any -> new Report()).merge(found);
            }
        }
    }

    /// Reads the object in which the parser stands.
    ///
    /// @param outermost whether it is the frame itself, and not what some wires wrap their last word in
    private void object(JsonParser parser, Report into, boolean outermost) {
        String name = parser.nextName();
        while (name != null) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "usage", "stats" -> numbers(parser, value, into.usage);
                case "timings" -> numbers(parser, value, into.timings);
                case "message", "response", "result" -> {
                    if (outermost && value == JsonToken.START_OBJECT) {
                        object(parser, into, false);
                    }
                }
                case "choices" -> choices(parser, value);
                case "results" -> results(parser, value, into);
                default -> {
                    if (outermost && value == JsonToken.VALUE_NUMBER_INT) {
                        if (name.equals("index")) {
                            index = parser.getIntValue();
                        } else if (name.startsWith("timings/")) {
                            into.timings.put(name.substring(8), parser.getLongValue());
                        } else {
                            into.counted.put(name, parser.getLongValue());
                        }
                    }
                }
            }
            skip(parser);
            name = parser.nextName();
        }
    }

    private void choices(JsonParser parser, JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            return;
        }
        empty = true;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            int choice = 0;
            String name = parser.nextName();
            while (name != null) {
                if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && name.equals("index")) {
                    choice = parser.getIntValue();
                }
                skip(parser);
                name = parser.nextName();
            }
            index = empty ? choice : index;
            choices.add(choice);
            empty = false;
        }
    }

    private static void results(JsonParser parser, JsonToken value, Report into) {
        if (value != JsonToken.START_ARRAY) {
            return;
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            var one = new Counts();
            numbers(parser, JsonToken.START_OBJECT, one);
            into.usage.add(one);
        }
    }

    /// Whole numbers of an object, those of the objects in it too; one level is all that any wire has.
    private static void numbers(JsonParser parser, JsonToken value, Counts into) {
        if (value != JsonToken.START_OBJECT) {
            return;
        }
        String name = parser.nextName();
        while (name != null) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_NUMBER_INT) {
                into.put(name, parser.getLongValue());
            } else if (token == JsonToken.START_OBJECT && name.endsWith("_details")) {
                numbers(parser, token, into);
            } else {
                skip(parser);
            }
            name = parser.nextName();
        }
    }

    /// Leaves a value that nobody has read.
    private static void skip(JsonParser parser) {
        JsonToken here = parser.currentToken();
        if (here != null && here.isStructStart()) {
            parser.skipChildren();
        }
    }

    /// Whether one of the words stands there at all: most frames have none, and need not be parsed. Horspool's search,
    /// for the first bytes of all words at once.
    private static boolean speaks(byte[] json, int from, int to) {
        int last = from + SHORTEST - 1;
        while (last < to) {
            int shift = SHIFTS[json[last] & 0xFF];
            if (shift == 0) {
                int start = last - SHORTEST + 1;
                for (byte[] word : WORDS) {
                    int end = start + word.length;
                    if (end <= to && Arrays.equals(json, start, end, word, 0, word.length)) {
                        return true;
                    }
                }
                shift = 1;
            }
            last += shift;
        }
        return false;
    }

    /// How far the search may go on behind a byte that it has met at the end of its window; 0 where a word may be.
    private static int[] shifts() {
        int[] shifts = new int[256];
        Arrays.fill(shifts, SHORTEST);
        for (byte[] word : WORDS) {
            for (int i = 0; i < SHORTEST; i++) {
                shifts[word[i]] = Math.min(shifts[word[i]], SHORTEST - 1 - i);
            }
        }
        return shifts;
    }

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    /// The numbers of one place under the words of all wires; -1 where nothing was said.
    private static final class Counts {
        private long input = -1;
        private long output = -1;
        private long cached = -1;
        private long made = -1;
        private long reasoning = -1;
        private boolean apart;

        void put(String name, long number) {
            switch (name) {
                case "prompt_tokens", "input_tokens", "prompt_eval_count", "tokens_evaluated" -> input = number;
                case "completion_tokens",
                        "output_tokens",
                        "eval_count",
                        "tokens_predicted",
                        "total_output_tokens",
                        "predicted_n" -> output = number;
                case "cached_tokens" -> cached = number;
                case "cache_read_input_tokens", "cache_n" -> {
                    cached = number;
                    apart = true;
                }
                case "cache_creation_input_tokens" -> {
                    made = number;
                    apart = true;
                }
                case "prompt_n" -> {
                    input = number;
                    apart = true;
                }
                case "reasoning_tokens", "reasoning_output_tokens" -> reasoning = number;
                default -> {
                    // Times, rates and what other tools count.
                }
            }
        }

        /// Tells of a result beside those told of.
        void add(Counts other) {
            input = Math.max(input, other.input);
            output = other.output < 0 ? output : Math.max(output, 0) + other.output;
        }

        void merge(Counts later) {
            input = later.input < 0 ? input : later.input;
            output = later.output < 0 ? output : later.output;
            cached = later.cached < 0 ? cached : later.cached;
            made = later.made < 0 ? made : later.made;
            reasoning = later.reasoning < 0 ? reasoning : later.reasoning;
            apart |= later.apart;
        }

        long input() {
            return input < 0 || !apart ? input : input + Math.max(cached, 0) + Math.max(made, 0);
        }

        boolean said() {
            return input >= 0 || output >= 0;
        }
    }

    /// What was said of one result, from the best word to the worst.
    private static final class Report {
        private final Counts usage = new Counts();
        private final Counts counted = new Counts();
        private final Counts timings = new Counts();

        boolean said() {
            return usage.said() || counted.said() || timings.said();
        }

        void merge(Report later) {
            usage.merge(later.usage);
            counted.merge(later.counted);
            timings.merge(later.timings);
        }

        long input() {
            return first(usage.input(), counted.input(), timings.input());
        }

        long output() {
            return first(usage.output, counted.output, timings.output);
        }

        long cached() {
            return first(usage.cached, counted.cached, timings.cached);
        }

        long reasoning() {
            return usage.reasoning;
        }

        private static long first(long best, long next, long last) {
            return best >= 0 ? best : next >= 0 ? next : last;
        }
    }
}
