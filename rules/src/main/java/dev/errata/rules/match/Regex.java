package dev.errata.rules.match;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A compiled regular expression: its program, and what is known of it without running it.
///
/// **Thread:** any; shared by all lanes.
final class Regex implements RegexResult {

    private final Program program;
    private final Futures futures;
    private final int groups;
    private final Map<String, Integer> names;
    private final AtomicInteger budget;

    /// Made when it is first asked for: most expressions never come near a match.
    private volatile @Nullable RegexAutomaton automaton;

    private Regex(RegexParser.Parsed parsed, Program program, Futures futures, AtomicInteger budget) {
        this.program = program;
        this.futures = futures;
        this.groups = parsed.groups();
        this.names = parsed.names();
        this.budget = budget;
    }

    /// Compiles a pattern.
    ///
    /// @param budget units of memory for states, shared by those that are compiled with it
    static RegexResult compile(String pattern, boolean caseSensitive, AtomicInteger budget) {
        try {
            RegexParser.Parsed parsed = RegexParser.parse(pattern, caseSensitive);
            Program program = Program.write(parsed.root());
            if (program == null) {
                return new RegexFault(
                        0, "the pattern is too large once its repeats are written out; use smaller repeat counts");
            }
            Futures futures = new Futures(program);
            if (matchesEmpty(program, futures)) {
                return new RegexFault(
                        0,
                        "the pattern can match the empty text; make one part obligatory, for example + instead of *");
            }
            return new Regex(parsed, program, futures, budget);
        } catch (SyntaxException wrong) {
            return wrong.fault();
        }
    }

    private static boolean matchesEmpty(Program program, Futures futures) {
        for (int left = 0; left < Context.COUNT; left++) {
            for (int right = 0; right < Context.COUNT; right++) {
                if (futures.units(program.start(), left, right) == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    Program program() {
        return program;
    }

    /// What runs it.
    RegexAutomaton automaton() {
        RegexAutomaton known = automaton;
        if (known == null) {
            known = new RegexAutomaton(program, futures, budget);
            automaton = known;
        }
        return known;
    }

    /// With which folded texts its matches begin; empty if that is not known.
    List<String> beginnings() {
        return Prefixes.of(program);
    }

    Futures futures() {
        return futures;
    }

    int groups() {
        return groups;
    }

    Map<String, Integer> names() {
        return names;
    }
}
