package dev.errata.rules.store.patch;

import dev.errata.rules.patch.Approvals.Stamp;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What tells whether proposals have changed, without reading any of them: the versions of their rows and of their
/// gates'.
final class StampTable {
    private static final String SELECT = "SELECT p.id, l.state, l.version + p.version AS own,"
            + " (SELECT count(*) || '.' || coalesce(sum(g.version), 0) FROM test_gates g WHERE g.patch_id = p.id)"
            + " AS gates FROM patch_proposals p JOIN patch_ledger_entries l ON l.id = p.id";

    static final String ONE = SELECT + " WHERE p.id = ?";

    private StampTable() {}

    static List<Stamp> list(Connection connection, List<String> states, String workspace, String after, int limit)
            throws SQLException {
        ProposalTable.Chosen chosen = ProposalTable.chosen(states, workspace, after, limit);
        return Rows.list(
                connection,
                StampTable::stamp,
                SELECT + chosen.sql(),
                chosen.values().toArray());
    }

    static Optional<Stamp> one(Connection connection, String id) throws SQLException {
        return Rows.one(connection, StampTable::stamp, ONE, id);
    }

    private static Stamp stamp(ResultSet row) throws SQLException {
        return new Stamp(
                row.getString("id"), row.getString("state"), row.getLong("own") + "/" + row.getString("gates"));
    }
}
