package dev.errata.desktop.review;

import dev.errata.rules.patch.Proposal;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// One proposal of the queue. The row stays the same object while things happen to it, so that selection and scroll
/// position hold; what changes is the snapshot in it.
record QueueRow(String id, ObjectProperty<Proposal> now) {
    /// What waits for a person to judge it.
    static final Set<String> TO_JUDGE = Set.of("created", "validated");
    /// What waits for a person at all.
    static final Set<String> OPEN = Set.of("created", "validated", "queued", "apply_failed");

    static QueueRow of(Proposal proposal) {
        return new QueueRow(proposal.id(), new SimpleObjectProperty<>(proposal));
    }

    Proposal proposal() {
        return now.get();
    }

    /// Takes a newer snapshot in; one that says the same, or is an older one, changes nothing.
    void take(Proposal proposal) {
        Proposal old = now.get();
        boolean same = old.version() == proposal.version()
                && old.state().equals(proposal.state())
                && old.gates().equals(proposal.gates())
                && Objects.equals(old.verdict(), proposal.verdict());
        if (!same && proposal.version() >= old.version()) {
            now.set(proposal);
        }
    }

    boolean open() {
        return OPEN.contains(proposal().state());
    }

    boolean mentions(String lowerCase) {
        Proposal proposal = proposal();
        Stream<String> paths = proposal.patch() == null
                ? Stream.of()
                : proposal.patch().files().stream().map(file -> file.path().value());
        return Stream.concat(
                        Stream.of(
                                proposal.id(),
                                proposal.state(),
                                proposal.origin().title(),
                                proposal.origin().client(),
                                proposal.origin().actor().operator(),
                                proposal.verdict() == null
                                        ? ""
                                        : proposal.verdict().words()),
                        paths)
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(lowerCase));
    }
}
