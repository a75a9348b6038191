package dev.errata.desktop;

import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.desk.StartMessage.Weight;
import dev.errata.logs.store.Opening;
import java.util.Optional;

/// How much it weighs how the database was found; what is said of it is the store's.
final class OpeningMessage {
    private OpeningMessage() {}

    static Optional<StartMessage> of(Opening opening) {
        return weight(opening)
                .map(weight -> new StartMessage(
                        weight,
                        opening.message(),
                        "database." + opening.outcome(),
                        opening.problem().orElse(null)));
    }

    private static Optional<Weight> weight(Opening opening) {
        return switch (opening) {
            case Opening.Opened _, Opening.Created _ -> Optional.empty();
            case Opening.Migrated _, Opening.Imported _ -> Optional.of(Weight.NOTE);
            case Opening.SetAside _ -> Optional.of(Weight.WARNING);
            case Opening.ReadOnly _, Opening.InMemory _, Opening.NewerSchema _ -> Optional.of(Weight.FAULT);
        };
    }
}
