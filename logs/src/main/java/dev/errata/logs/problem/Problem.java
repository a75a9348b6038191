package dev.errata.logs.problem;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A kind of thing that can go wrong.
///
/// **Thread:** immutable.
public sealed interface Problem permits ApiProblem, ProxyProblem, HomeProblem, RuleProblem {

    /// How much it weighs for the person who runs Errata.
    enum Severity {
        /// Something was refused as it should be.
        NOTE,
        /// One request, command or rule did not work.
        ERROR,
        /// A part of Errata does not work until something is done.
        FATAL;

        /// As it stands in tables and on the wire.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whose fault it is: who can do something about it.
    enum Blame {
        /// The program that asked.
        CLIENT("the client"),
        /// The person at the keyboard: a rule, a setting, a command.
        PERSON("the person"),
        MODEL_SERVER("the model server"),
        /// The disk, the network, the operating system.
        MACHINE("the machine"),
        /// A defect here.
        ERRATA("Errata");

        private final String words;

        Blame(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// All that is always true of a problem.
    ///
    /// @param number stable inside its family
    /// @param recoverable whether asking again later can work with nothing changed by a person
    /// @param meaning a sentence for people
    /// @param remedy what to do, for people
    record Entry(int number, Severity severity, Blame blame, boolean recoverable, String meaning, String remedy) {}

    /// The enum constant's name.
    String name();

    /// The family's word inside the code.
    String family();

    Entry entry();

    /// The stable code, as `ERR-PROXY-003`.
    default String code() {
        return String.format(Locale.ROOT, "ERR-%s-%03d", family(), entry().number());
    }

    /// The constant's name in lower case, as `no_token`: what a program may switch on beside the code.
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What is said of it this time, with the code behind it: `... [ERR-PROXY-003]`.
    default String said(String message) {
        return message + " [" + code() + "]";
    }

    /// All that there are, family by family.
    static List<Problem> all() {
        return Stream.<Problem[]>of(
                        ApiProblem.values(), ProxyProblem.values(), HomeProblem.values(), RuleProblem.values())
                .flatMap(Stream::of)
                .toList();
    }
}
