package dev.errata.logs.store.entity;

import dev.errata.logs.state.Machine;
import org.jspecify.annotations.Nullable;

/// The wish to bring an entity into another state.
///
/// @param version the version on which it was decided; 0 if the row as it is found will do
/// @param reason empty if there is nothing to say beyond the trigger
/// @param operator who asks for it; null if nobody does
/// @param override whether a person overrides the machine's own way
/// @param changes columns that change with the state
public record Wish(
        Machine machine,
        String id,
        String to,
        long version,
        String reason,
        @Nullable String operator,
        boolean override,
        Values changes) {

    /// A wish without a reason, by nobody.
    public static Wish of(Machine machine, String id, String to) {
        return new Wish(machine, id, to, 0, "", null, false, Values.none());
    }

    /// Only if the row still has this version.
    public Wish on(long decidedOn) {
        return new Wish(machine, id, to, decidedOn, reason, operator, override, changes);
    }

    public Wish because(String why) {
        return new Wish(machine, id, to, version, why, operator, override, changes);
    }

    public Wish by(String person) {
        return new Wish(machine, id, to, version, reason, person, override, changes);
    }

    /// As an override by hand; it needs a reason and an operator.
    public Wish overriding(String person, String why) {
        return new Wish(machine, id, to, version, why, person, true, changes);
    }

    public Wish with(Values columns) {
        return new Wish(machine, id, to, version, reason, operator, override, columns);
    }
}
