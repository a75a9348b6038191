package dev.errata.desktop.fx;

import dev.errata.logs.problem.Problem;
import java.util.List;

/// Something the window says to a person, in place and without asking for a click.
///
/// @param kind how much it matters
/// @param what what happened, one sentence
/// @param next what is safe and what to do; empty if there is nothing to say
/// @param code short code that can be quoted; empty for none
/// @param offers what can be done about it with one click
public record Notice(Kind kind, String what, String next, String code, List<Offer> offers) {
    public Notice {
        offers = List.copyOf(offers);
    }

    public static Notice info(String what) {
        return new Notice(Kind.INFO, what, "", "", List.of());
    }

    /// Something that went wrong, with the code that the command line and the API tell too.
    public static Notice problem(String what, String next, Problem problem) {
        return new Notice(Kind.DANGER, what, next, problem.code(), List.of());
    }

    public Notice with(String label, Runnable act) {
        return new Notice(kind, what, next, code, List.of(new Offer(label, act)));
    }

    /// Whether it only confirms what a person has just done, so that it may go by itself.
    public boolean passing() {
        return kind == Kind.INFO && next.isEmpty() && offers.isEmpty();
    }

    /// How much it matters, lightest first.
    public enum Kind {
        INFO,
        SUCCESS,
        WARNING,
        DANGER
    }

    /// One thing to do about it.
    public record Offer(String label, Runnable act) {}
}
