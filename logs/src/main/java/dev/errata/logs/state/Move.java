package dev.errata.logs.state;

import java.util.List;

/// What a machine says to a wish to change a state.
public sealed interface Move {

    /// It may be done.
    record Allowed(Transition transition) implements Move {}

    /// It may not: the machine does not list it.
    ///
    /// @param entity the kind of entity, for instance `task`
    /// @param from the state it is in
    /// @param asked the state asked for
    /// @param allowed the states it may go to; empty in a terminal or unknown state
    record Refused(String entity, String from, String asked, List<String> allowed) implements Move {
        public Refused {
            allowed = List.copyOf(allowed);
        }

        /// The refusal as a sentence.
        public String message() {
            String may = allowed.isEmpty() ? "nothing follows that state" : "allowed: " + String.join(", ", allowed);
            return "The " + entity + " is " + from + " and cannot become " + asked + "; " + may + ".";
        }
    }
}
