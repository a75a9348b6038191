package dev.errata.logs.store.entity;

import static dev.errata.logs.store.entity.Column.BASE_VERSION;
import static dev.errata.logs.store.entity.Column.LAST_ERROR;
import static dev.errata.logs.store.entity.Column.REASON;
import static dev.errata.logs.store.entity.Column.RETRY_OF;
import static dev.errata.logs.store.entity.Column.RUN_ID;
import static dev.errata.logs.store.entity.Column.SHA256;
import static dev.errata.logs.store.entity.Column.TRIES;
import static dev.errata.logs.store.entity.Column.WORKSPACE;
import static dev.errata.logs.store.entity.Column.WORKSTREAM_ID;

import dev.errata.logs.state.Machine;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of the patch ledger.
///
/// @param workstreamId null for a patch that was proposed by itself; so is `runId`
/// @param workspace the workspace's id
/// @param baseVersion the workspace's head when it was proposed
/// @param sha256 of the patch's artifact
/// @param tries how often it was applied in vain
/// @param reason why it was quarantined or rolled back
public record PatchRow(
        Head head,
        @Nullable String workstreamId,
        @Nullable String runId,
        String workspace,
        @Nullable String baseVersion,
        @Nullable String sha256,
        int tries,
        @Nullable String reason,
        @Nullable String lastError,
        @Nullable String retryOf)
        implements Entity {

    static final Shape<PatchRow> SHAPE = new Shape<>(
            Machine.PATCH,
            "patch_ledger_entries",
            List.of(WORKSTREAM_ID, RUN_ID, WORKSPACE, BASE_VERSION, SHA256, TRIES, REASON, LAST_ERROR, RETRY_OF),
            List.of(WORKSTREAM_ID, RUN_ID),
            PatchRow::read,
            PatchRow::values);

    private static PatchRow read(Head head, Cells cells) throws SQLException {
        return new PatchRow(
                head,
                cells.maybe(WORKSTREAM_ID),
                cells.maybe(RUN_ID),
                cells.text(WORKSPACE),
                cells.maybe(BASE_VERSION),
                cells.maybe(SHA256),
                cells.small(TRIES),
                cells.maybe(REASON),
                cells.maybe(LAST_ERROR),
                cells.maybe(RETRY_OF));
    }

    private Values values() {
        return Values.none()
                .with(WORKSTREAM_ID, workstreamId)
                .with(RUN_ID, runId)
                .with(WORKSPACE, workspace)
                .with(BASE_VERSION, baseVersion)
                .with(SHA256, sha256)
                .with(TRIES, (long) tries)
                .with(REASON, reason)
                .with(LAST_ERROR, lastError)
                .with(RETRY_OF, retryOf);
    }
}
