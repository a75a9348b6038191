package dev.errata.rules.store.patch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Tables `approval_requests` and `approval_decisions`.
final class RequestTable {
    static final String NEWEST = "SELECT id, proposal_id, ticket, nonce, policy, state, expires_at, created_at"
            + " FROM approval_requests WHERE proposal_id = ? ORDER BY rowid DESC LIMIT 1";
    static final String DECISION = "SELECT * FROM approval_decisions WHERE request_id = ? ORDER BY rowid DESC LIMIT 1";
    static final String GRANT = "SELECT * FROM approval_decisions WHERE proposal_id = ? AND decision = 'granted'"
            + " ORDER BY rowid DESC LIMIT 1";

    private RequestTable() {}

    static void insert(Connection connection, RequestRow row) throws SQLException {
        one(Rows.change(
                connection,
                "INSERT INTO approval_requests (id, proposal_id, ticket, nonce, policy, state, expires_at, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row.id(),
                row.proposal(),
                row.ticket(),
                row.nonce(),
                row.policy(),
                row.state(),
                ProposalTable.time(row.expires()),
                ProposalTable.time(row.at())));
    }

    static void insert(Connection connection, DecisionRow row) throws SQLException {
        one(Rows.change(
                connection,
                "INSERT INTO approval_decisions (id, request_id, proposal_id, decision, hunks, bound, reason,"
                    + " operator, channel, overridden, policy_sha256, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    + " ?, ?, ?)",
                row.id(),
                row.request(),
                row.proposal(),
                row.decision(),
                row.hunks(),
                row.bound(),
                row.reason(),
                row.operator(),
                row.channel(),
                row.overridden() ? 1 : 0,
                row.policy(),
                ProposalTable.time(row.at())));
    }

    static boolean has(Connection connection, String id, String state) throws SQLException {
        return Rows.one(
                        connection,
                        row -> true,
                        "SELECT 1 FROM approval_requests WHERE id = ? AND state = ?",
                        id,
                        state)
                .isPresent();
    }

    static void close(Connection connection, String id, String from, String to) throws SQLException {
        one(Rows.change(connection, "UPDATE approval_requests SET state = ? WHERE id = ? AND state = ?", to, id, from));
    }

    private static void one(int changed) {
        if (changed != 1) {
            throw new IllegalStateException(changed + " rows were changed where one was due");
        }
    }

    static Optional<RequestRow> newest(Connection connection, String proposal) throws SQLException {
        return Rows.one(connection, RequestTable::request, NEWEST, proposal);
    }

    private static RequestRow request(ResultSet row) throws SQLException {
        return new RequestRow(
                row.getString("id"),
                row.getString("proposal_id"),
                row.getString("ticket"),
                row.getString("nonce"),
                row.getString("policy"),
                row.getString("state"),
                Instant.parse(row.getString("expires_at")),
                Instant.parse(row.getString("created_at")));
    }

    static Optional<DecisionRow> decision(Connection connection, String request) throws SQLException {
        return Rows.one(connection, RequestTable::decision, DECISION, request);
    }

    static Optional<DecisionRow> grant(Connection connection, String proposal) throws SQLException {
        return Rows.one(connection, RequestTable::decision, GRANT, proposal);
    }

    private static DecisionRow decision(ResultSet row) throws SQLException {
        return new DecisionRow(
                row.getString("id"),
                row.getString("request_id"),
                row.getString("proposal_id"),
                row.getString("decision"),
                row.getString("hunks"),
                row.getString("bound"),
                row.getString("reason"),
                row.getString("operator"),
                row.getString("channel"),
                row.getInt("overridden") != 0,
                row.getString("policy_sha256"),
                Instant.parse(row.getString("decided_at")));
    }
}
