package dev.errata.rules.work;

import dev.errata.logs.store.entity.Column;
import dev.errata.logs.store.entity.Entities;
import dev.errata.logs.store.entity.PatchRow;
import dev.errata.logs.store.entity.WorkstreamRow;
import java.util.List;

/// What the patches of a workstream say about it: it may be validated when all of them are verified or committed, and
/// fails with one that is quarantined.
record Patches(Entities entities) {

    enum Verdict {
        GOOD,
        UNDER_WAY,
        QUARANTINED
    }

    Verdict of(WorkstreamRow stream) {
        List<PatchRow> patches = entities.patches().byParent(Column.WORKSTREAM_ID, stream.id());
        if (patches.stream().anyMatch(patch -> patch.state().equals("quarantined"))) {
            return Verdict.QUARANTINED;
        }
        boolean good = patches.stream()
                .allMatch(patch -> List.of("verified", "committed").contains(patch.state()));
        return good ? Verdict.GOOD : Verdict.UNDER_WAY;
    }
}
