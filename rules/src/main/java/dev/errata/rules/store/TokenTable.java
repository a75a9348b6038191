package dev.errata.rules.store;

import dev.errata.rules.session.SessionBook.Account;
import dev.errata.rules.session.SessionBook.By;
import dev.errata.rules.session.SessionBook.Period;
import dev.errata.rules.session.SessionBook.Spent;
import dev.errata.rules.session.TokenSum;
import dev.errata.rules.session.TokenUse;
import dev.errata.rules.session.Turn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Table `exchange_tokens`.
final class TokenTable {
    static final String SESSION_OF = "SELECT session FROM exchange_tokens WHERE exchange = ?";
    static final String OF_SESSION = "SELECT * FROM exchange_tokens WHERE session = ? ORDER BY at DESC LIMIT ?";

    private static final String INSERT = "INSERT INTO exchange_tokens (exchange, session, at, day, client, model,"
            + " input_tokens, output_tokens, cached_tokens, reasoning_tokens, source)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private TokenTable() {}

    /// The sums of a period; models are told apart within a key.
    static String sums(By by) {
        String key = switch (by) {
            case DAY -> "day";
            case MODEL -> "model";
            case SESSION -> "session";
            case CLIENT -> "client";
        };
        return "SELECT " + key + ", model, count(*), sum(input_tokens), sum(output_tokens), sum(cached_tokens),"
                + " sum(reasoning_tokens),"
                + " sum(CASE WHEN source = 'estimate' THEN input_tokens + output_tokens ELSE 0 END)"
                + " FROM exchange_tokens WHERE day BETWEEN ? AND ? GROUP BY " + key + ", model ORDER BY 1, 2";
    }

    /// The session that an exchange was counted for.
    static Optional<String> sessionOf(Connection connection, String exchange) throws SQLException {
        try (Notes notes = new Notes(connection)) {
            return notes.sessionOf(exchange);
        }
    }

    /// Notes the tokens of exchanges: the statements of one transaction, so that each is prepared once.
    static final class Notes implements AutoCloseable {
        private final PreparedStatement select;
        private final PreparedStatement insert;

        Notes(Connection connection) throws SQLException {
            select = connection.prepareStatement(SESSION_OF);
            insert = connection.prepareStatement(INSERT);
        }

        /// The session that an exchange was counted for.
        Optional<String> sessionOf(String exchange) throws SQLException {
            select.setString(1, exchange);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }

        void add(Turn turn, String session, LocalDate day) throws SQLException {
            TokenUse tokens = turn.tokens();
            String model = turn.model();
            int at = 0;
            insert.setString(++at, turn.exchange());
            insert.setString(++at, session);
            insert.setString(++at, SessionTable.time(turn.endedAt()));
            insert.setString(++at, day.toString());
            insert.setString(++at, turn.client());
            insert.setString(++at, model == null ? "" : model);
            insert.setLong(++at, tokens.input());
            insert.setLong(++at, tokens.output());
            insert.setLong(++at, tokens.cached());
            insert.setLong(++at, tokens.reasoning());
            insert.setString(++at, tokens.source().word());
            insert.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            try (select) {
                insert.close();
            }
        }
    }

    static List<Spent> ofSession(Connection connection, String session, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_SESSION)) {
            select.setString(1, session);
            select.setInt(2, limit);
            List<Spent> list = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    var tokens = new TokenUse(
                            Math.max(0, row.getLong("input_tokens")),
                            Math.max(0, row.getLong("output_tokens")),
                            Math.max(0, row.getLong("cached_tokens")),
                            Math.max(0, row.getLong("reasoning_tokens")),
                            TokenUse.Source.of(row.getString("source")));
                    list.add(new Spent(
                            row.getString("exchange"),
                            Instant.parse(row.getString("at")),
                            row.getString("model"),
                            tokens));
                }
            }
            return list;
        }
    }

    static List<Account> sums(Connection connection, Period period, By by) throws SQLException {
        LocalDate from = period.from();
        LocalDate to = period.to();
        try (PreparedStatement select = connection.prepareStatement(sums(by))) {
            select.setString(1, from == null ? "" : from.toString());
            select.setString(2, to == null ? "~" : to.toString());
            List<Account> sums = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    var tokens = new TokenSum(
                            row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8));
                    sums.add(new Account(row.getString(1), row.getString(2), row.getLong(3), tokens));
                }
            }
            return sums;
        }
    }
}
