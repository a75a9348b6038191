package dev.errata.rules.store;

import dev.errata.logs.store.Database;
import dev.errata.rules.RuleTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Table `rule_tests`: what rules must do, kept beside them. The tests of a deleted rule stay, for the case that it
/// comes back.
///
/// **Thread:** any but an event loop and the FX thread. **Errors:** [dev.errata.logs.store.StoreException].
public final class RuleTests {
    private final Database database;

    public RuleTests(Database database) {
        this.database = database;
    }

    /// The tests of every rule that has some and still exists, by the rule's id.
    public SortedMap<Long, List<RuleTest>> all() {
        return database.read(RuleTests::all);
    }

    /// Puts a rule's tests in place of the ones it has; stored when this returns.
    public void replace(long rule, List<RuleTest> tests) {
        var unused = database.<Boolean>writeAndWait(connection -> {
            replace(connection, rule, tests);
            return true;
        });
    }

    static SortedMap<Long, List<RuleTest>> all(Connection connection) throws SQLException {
        var tests = new TreeMap<Long, List<RuleTest>>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT rule_id, input, expected FROM rule_tests"
                        + " WHERE rule_id IN (SELECT id FROM correction_patterns) ORDER BY id")) {
            while (rows.next()) {
                tests.computeIfAbsent(rows.getLong(1), _ -> new ArrayList<>())
                        .add(new RuleTest(rows.getString(2), rows.getString(3)));
            }
        }
        return tests;
    }

    static void replace(Connection connection, long rule, List<RuleTest> tests) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM rule_tests WHERE rule_id = ?")) {
            delete.setLong(1, rule);
            delete.executeUpdate();
        }
        insert(connection, rule, tests);
    }

    static void insert(Connection connection, long rule, List<RuleTest> tests) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO rule_tests (rule_id, input, expected) VALUES (?, ?, ?)")) {
            for (RuleTest test : tests) {
                insert.setLong(1, rule);
                insert.setString(2, test.input());
                insert.setString(3, test.expected());
                insert.executeUpdate();
            }
        }
    }
}
