package dev.errata.rules.store.patch;

import dev.errata.logs.event.EventCodec;
import dev.errata.rules.store.patch.KeptProposal.Ledger;
import dev.errata.rules.store.patch.ProposalRow.Came;
import dev.errata.rules.store.patch.ProposalRow.Course;
import dev.errata.rules.store.patch.ProposalRow.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Table `patch_proposals`, read together with the lines of the patch ledger.
final class ProposalTable {
    private static final String SELECT = "SELECT p.*, l.state AS l_state, l.version AS l_version, l.tries AS l_tries,"
            + " l.reason AS l_reason, l.last_error AS l_error"
            + " FROM patch_proposals p JOIN patch_ledger_entries l ON l.id = p.id";
    private static final String OPEN =
            " AND l.state IN ('created', 'validated', 'queued', 'apply_failed')" + " ORDER BY p.id LIMIT 1";
    private static final String IDS =
            "SELECT p.id FROM patch_proposals p JOIN patch_ledger_entries l" + " ON l.id = p.id WHERE ";

    static final String NEWEST = SELECT + " WHERE p.artifact_id = ? ORDER BY p.id DESC LIMIT ?";
    static final String ONE = SELECT + " WHERE p.id = ?";
    static final String SAME = IDS + "p.digest = ? AND p.artifact_id = ? AND p.base_version = ?" + OPEN;
    static final String SAME_UNBOUND = IDS + "p.source_sha256 = ? AND p.artifact_id IS NULL" + OPEN;
    static final String MADE =
            "SELECT id FROM versions WHERE proposal_id = ? AND cause = ? ORDER BY rowid DESC LIMIT 1";

    private ProposalTable() {}

    /// A row with its line of the ledger.
    record Line(Ledger ledger, ProposalRow row) {}

    static String time(Instant instant) {
        return EventCodec.time(instant);
    }

    static void insert(Connection connection, ProposalRow row) throws SQLException {
        Came came = row.came();
        Place place = row.place();
        Course course = row.course();
        int stored = Rows.change(
                connection,
                "INSERT INTO patch_proposals (id, version, title, operator, channel, client, exchange, held,"
                        + " source_sha256, retry_of, created_at, artifact_id, base_version, base_tree, format,"
                        + " patch_sha256, digest, verdict_sha256, problems, steps, undone, comments)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.id(),
                row.version(),
                came.title(),
                came.operator(),
                came.channel(),
                came.client(),
                came.exchange(),
                came.held() ? 1 : 0,
                came.source(),
                came.retryOf(),
                time(came.at()),
                place.workspace(),
                place.baseVersion(),
                place.baseTree(),
                place.format(),
                place.patch(),
                place.digest(),
                place.verdict(),
                course.problems(),
                course.steps(),
                course.undone(),
                course.comments());
        if (stored != 1) {
            throw new IllegalStateException("the proposal was not stored");
        }
    }

    static boolean has(Connection connection, String id, long version) throws SQLException {
        return Rows.one(
                        connection,
                        row -> true,
                        "SELECT 1 FROM patch_proposals WHERE id = ? AND version = ?",
                        id,
                        version)
                .isPresent();
    }

    static void update(Connection connection, ProposalRow row) throws SQLException {
        Place place = row.place();
        Course course = row.course();
        int stored = Rows.change(
                connection,
                "UPDATE patch_proposals SET version = version + 1, artifact_id = ?, base_version = ?, base_tree = ?,"
                        + " format = ?, patch_sha256 = ?, digest = ?, verdict_sha256 = ?, problems = ?, steps = ?,"
                        + " undone = ?, comments = ? WHERE id = ? AND version = ?",
                place.workspace(),
                place.baseVersion(),
                place.baseTree(),
                place.format(),
                place.patch(),
                place.digest(),
                place.verdict(),
                course.problems(),
                course.steps(),
                course.undone(),
                course.comments(),
                row.id(),
                row.version());
        if (stored != 1) {
            throw new IllegalStateException("the proposal was not changed");
        }
    }

    static Optional<Line> one(Connection connection, String id) throws SQLException {
        return Rows.one(connection, ProposalTable::line, ONE, id);
    }

    /// Which rows are meant, as the end of a statement.
    record Chosen(String sql, List<Object> values) {
        Chosen {
            values = List.copyOf(values);
        }
    }

    static Chosen chosen(List<String> states, String workspace, String after, int limit) {
        List<Object> values = new ArrayList<>(List.of(after));
        StringBuilder sql = new StringBuilder(" WHERE p.id > ?");
        if (!workspace.isEmpty()) {
            sql.append(" AND p.artifact_id = ?");
            values.add(workspace);
        }
        if (!states.isEmpty()) {
            sql.append(" AND l.state IN (?")
                    .append(", ?".repeat(states.size() - 1))
                    .append(")");
            values.addAll(states);
        }
        values.add(limit);
        return new Chosen(sql.append(" ORDER BY p.id LIMIT ?").toString(), values);
    }

    static List<Line> list(Connection connection, List<String> states, String workspace, String after, int limit)
            throws SQLException {
        Chosen chosen = chosen(states, workspace, after, limit);
        return Rows.list(
                connection,
                ProposalTable::line,
                SELECT + chosen.sql(),
                chosen.values().toArray());
    }

    static List<Line> newest(Connection connection, String workspace, int limit) throws SQLException {
        return Rows.list(connection, ProposalTable::line, NEWEST, workspace, limit);
    }

    static Optional<String> same(Connection connection, String digest, String workspace, String baseVersion)
            throws SQLException {
        return Rows.one(connection, row -> row.getString(1), SAME, digest, workspace, baseVersion);
    }

    static Optional<String> sameUnbound(Connection connection, String source) throws SQLException {
        return Rows.one(connection, row -> row.getString(1), SAME_UNBOUND, source);
    }

    /// The newest version that a proposal made.
    static Optional<String> made(Connection connection, String proposal, String cause) throws SQLException {
        return Rows.one(connection, row -> row.getString(1), MADE, proposal, cause);
    }

    private static Line line(ResultSet row) throws SQLException {
        String reason = row.getString("l_reason");
        String error = row.getString("l_error");
        return new Line(
                new Ledger(
                        row.getString("l_state"),
                        row.getLong("l_version"),
                        row.getInt("l_tries"),
                        reason == null ? "" : reason,
                        error == null ? "" : error),
                new ProposalRow(row.getString("id"), row.getLong("version"), came(row), place(row), course(row)));
    }

    private static Came came(ResultSet row) throws SQLException {
        return new Came(
                row.getString("title"),
                row.getString("operator"),
                row.getString("channel"),
                row.getString("client"),
                row.getString("exchange"),
                row.getInt("held") != 0,
                row.getString("source_sha256"),
                row.getString("retry_of"),
                Instant.parse(row.getString("created_at")));
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getString("artifact_id"),
                row.getString("base_version"),
                row.getString("base_tree"),
                row.getString("format"),
                row.getString("patch_sha256"),
                row.getString("digest"),
                row.getString("verdict_sha256"));
    }

    private static Course course(ResultSet row) throws SQLException {
        return new Course(
                row.getString("problems"), row.getString("steps"), row.getString("undone"), row.getString("comments"));
    }
}
