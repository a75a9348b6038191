package dev.errata.rules.store.patch;

import dev.errata.logs.store.Database;
import dev.errata.rules.patch.Approvals.Stamp;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tables of proposals, verdicts, requests and decisions.
///
/// **Thread:** any that may wait. **Errors:** [dev.errata.logs.store.StoreException], with nothing changed.
public final class DeskTables {
    static final String EVALUATION =
            "SELECT * FROM patch_evaluations WHERE digest = ? AND tree_sha256 = ? AND checker = ?";
    static final String SETTINGS = "SELECT settings FROM artifacts WHERE id = ?";
    static final String UNFINISHED = "SELECT l.id FROM patch_ledger_entries l JOIN patch_proposals p ON p.id = l.id"
            + " WHERE l.state IN ('created', 'validated', 'queued', 'applied', 'apply_failed', 'verified')"
            + " UNION SELECT d.proposal_id FROM approval_decisions d JOIN patch_ledger_entries l"
            + " ON l.id = d.proposal_id WHERE d.decision = 'rollback' AND l.state = 'committed' ORDER BY 1";
    static final String ORPHANS = "SELECT l.id FROM patch_ledger_entries l LEFT JOIN patch_proposals p ON p.id = l.id"
            + " WHERE l.state = 'created' AND l.workstream_id IS NULL AND p.id IS NULL";

    private final Database database;

    public DeskTables(Database database) {
        this.database = database;
    }

    /// Makes all changes in one transaction.
    ///
    /// @return false, with nothing changed, if a row is not what a change asks for
    public boolean make(List<Change> changes) {
        return database.writeAndWait(connection -> make(connection, changes));
    }

    private static boolean make(Connection connection, List<Change> changes) throws SQLException {
        // The transaction holds the database's one lock for writing: what is looked at here stays so until its end.
        for (Change change : changes) {
            if (!fits(connection, change)) {
                return false;
            }
        }
        for (Change change : changes) {
            switch (change) {
                case Change.Put(ProposalRow row) -> ProposalTable.insert(connection, row);
                case Change.Update(ProposalRow row) -> ProposalTable.update(connection, row);
                case Change.Judge(EvaluationRow row) -> insert(connection, row);
                case Change.Ask(RequestRow row) -> RequestTable.insert(connection, row);
                case Change.Close(String request, String from, String to) ->
                    RequestTable.close(connection, request, from, to);
                case Change.Decide(DecisionRow row) -> RequestTable.insert(connection, row);
            }
        }
        return true;
    }

    private static boolean fits(Connection connection, Change change) throws SQLException {
        return switch (change) {
            case Change.Update(ProposalRow row) -> ProposalTable.has(connection, row.id(), row.version());
            case Change.Close(String request, String from, String to) -> RequestTable.has(connection, request, from);
            case Change.Put put -> true;
            case Change.Judge judge -> true;
            case Change.Ask ask -> true;
            case Change.Decide decide -> true;
        };
    }

    private static void insert(Connection connection, EvaluationRow row) throws SQLException {
        int stored = Rows.change(
                connection,
                "INSERT INTO patch_evaluations (digest, tree_sha256, checker, verdict, verdict_sha256, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET verdict = excluded.verdict,"
                        + " verdict_sha256 = excluded.verdict_sha256, created_at = excluded.created_at"
                        + " WHERE verdict <> excluded.verdict OR verdict_sha256 <> excluded.verdict_sha256",
                row.digest(),
                row.tree(),
                row.checker(),
                row.verdict(),
                row.sha256(),
                ProposalTable.time(row.at()));
        if (stored > 1) {
            throw new IllegalStateException("one verdict was stored " + stored + " times");
        }
    }

    /// A verdict that is known already.
    public Optional<EvaluationRow> verdict(String digest, String tree, String checker) {
        return database.read(connection -> Rows.one(
                connection,
                row -> new EvaluationRow(
                        row.getString("digest"),
                        row.getString("tree_sha256"),
                        row.getString("checker"),
                        row.getString("verdict"),
                        row.getString("verdict_sha256"),
                        Instant.parse(row.getString("created_at"))),
                EVALUATION,
                digest,
                tree,
                checker));
    }

    /// A proposal with all that is known of it.
    public Optional<KeptProposal> find(String id) {
        return database.read(connection -> find(connection, id));
    }

    private static Optional<KeptProposal> find(Connection connection, String id) throws SQLException {
        Optional<ProposalTable.Line> line = ProposalTable.one(connection, id);
        return line.isEmpty() ? Optional.empty() : Optional.of(kept(connection, line.get()));
    }

    private static KeptProposal kept(Connection connection, ProposalTable.Line line) throws SQLException {
        ProposalRow row = line.row();
        RequestRow request = RequestTable.newest(connection, row.id()).orElse(null);
        DecisionRow decision = request == null
                ? null
                : RequestTable.decision(connection, request.id()).orElse(null);
        return new KeptProposal(
                line.ledger(),
                row,
                request,
                decision,
                verdict(connection, row.place()),
                ProposalTable.made(connection, row.id(), "patch").orElse(null),
                ProposalTable.made(connection, row.id(), "rollback").orElse(null));
    }

    private static @Nullable String verdict(Connection connection, ProposalRow.Place place) throws SQLException {
        return Rows.one(
                        connection,
                        row -> row.getString(1),
                        "SELECT verdict FROM patch_evaluations"
                                + " WHERE digest = ? AND tree_sha256 = ? AND verdict_sha256 = ?",
                        place.digest(),
                        place.baseTree(),
                        place.verdict())
                .orElse(null);
    }

    /// Proposals, oldest first.
    ///
    /// @param states empty for any
    /// @param workspace empty for any
    /// @param after id of the last one of the page before; empty for the first page
    public List<KeptProposal> list(List<String> states, String workspace, String after, int limit) {
        return database.read(connection -> {
            List<KeptProposal> all = new ArrayList<>();
            for (ProposalTable.Line line : ProposalTable.list(connection, states, workspace, after, limit)) {
                all.add(kept(connection, line));
            }
            return all;
        });
    }

    /// What tells whether proposals have changed, oldest first; as [#list].
    public List<Stamp> stamps(List<String> states, String workspace, String after, int limit) {
        return database.read(connection -> StampTable.list(connection, states, workspace, after, limit));
    }

    /// What tells whether a proposal has changed.
    public Optional<Stamp> stamp(String id) {
        return database.read(connection -> StampTable.one(connection, id));
    }

    /// Proposals of a workspace, newest first.
    public List<KeptProposal> newest(String workspace, int limit) {
        return database.read(connection -> {
            List<KeptProposal> all = new ArrayList<>();
            for (ProposalTable.Line line : ProposalTable.newest(connection, workspace, limit)) {
                all.add(kept(connection, line));
            }
            return all;
        });
    }

    /// The open proposal of the same hunks in the same base.
    public Optional<String> same(String digest, String workspace, String baseVersion) {
        return database.read(connection -> ProposalTable.same(connection, digest, workspace, baseVersion));
    }

    /// The unbound proposal of the same text.
    public Optional<String> sameUnbound(String source) {
        return database.read(connection -> ProposalTable.sameUnbound(connection, source));
    }

    /// Proposals that something is still to be done with, by a person or by nobody.
    public List<String> unfinished() {
        return database.read(connection -> Rows.list(connection, row -> row.getString(1), UNFINISHED));
    }

    /// Lines of the ledger whose proposal was never stored.
    public List<String> orphans() {
        return database.read(connection -> Rows.list(connection, row -> row.getString(1), ORPHANS));
    }

    /// The newest grant of a proposal, whatever became of it.
    public Optional<DecisionRow> grant(String proposal) {
        return database.read(connection -> RequestTable.grant(connection, proposal));
    }

    /// The settings of a workspace, JSON.
    public Optional<String> settings(String workspace) {
        return database.read(connection -> Rows.one(connection, row -> row.getString(1), SETTINGS, workspace));
    }

    /// Puts settings in the place of those that were read.
    ///
    /// @return false, with nothing changed, if they are others now
    public boolean settings(String workspace, String before, String after) {
        return database.writeAndWait(connection -> Rows.change(
                        connection,
                        "UPDATE artifacts SET settings = ? WHERE id = ? AND settings = ?",
                        after,
                        workspace,
                        before)
                == 1);
    }
}
