package dev.errata.logs.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A machine's table, read from the text that states it.
///
/// The first line names the states, `*` marks a terminal one. Each further line is a transition, `from > to :
/// trigger`; several states before `>` are separated by `|`. A line that begins with `+` is an extension.
///
/// **Errors:** [IllegalArgumentException] if the text contradicts itself: it is part of the program.
record Table(List<State> states, List<Transition> transitions) {
    Table {
        states = List.copyOf(states);
        transitions = List.copyOf(transitions);
    }

    static Table read(String entity, String text) {
        List<String> lines = text.lines().toList();
        List<State> states = new ArrayList<>();
        for (String word : lines.getFirst().split(" ", -1)) {
            boolean terminal = word.endsWith("*");
            states.add(new State(terminal ? word.substring(0, word.length() - 1) : word, terminal));
        }
        List<Transition> transitions = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            boolean extension = line.startsWith("+ ");
            int arrow = line.indexOf(" > ");
            int colon = line.indexOf(" : ");
            if (arrow < 0 || colon < arrow) {
                throw new IllegalArgumentException(entity + ": not a transition: " + line);
            }
            String to = line.substring(arrow + 3, colon);
            for (String from : line.substring(extension ? 2 : 0, arrow).split("\\|", -1)) {
                transitions.add(new Transition(entity, from, to, line.substring(colon + 3), extension));
            }
        }
        check(entity, states, transitions);
        return new Table(states, transitions);
    }

    private static void check(String entity, List<State> states, List<Transition> transitions) {
        Set<String> known = states.stream().map(State::name).collect(Collectors.toSet());
        Set<String> open = states.stream()
                .filter(state -> !state.terminal())
                .map(State::name)
                .collect(Collectors.toSet());
        Set<String> pairs = new HashSet<>();
        for (Transition each : transitions) {
            boolean sound = known.contains(each.from())
                    && known.contains(each.to())
                    && (each.extension() || open.contains(each.from()))
                    && pairs.add(each.from() + ">" + each.to());
            if (!sound) {
                throw new IllegalArgumentException(entity + ": unknown, doubled or from a terminal state: " + each);
            }
        }
    }
}
