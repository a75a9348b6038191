package dev.errata.logs.store;

import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/// Brings a database to the latest schema: a file by Flyway, which keeps the history of what ran; one in memory by
/// the same scripts directly, since nobody will ever ask for its history.
///
/// Flyway may neither scan the class path (a module's resources are closed to it) nor run when there is nothing to do
/// (it costs more than the rest of the start): `Inspection` looks first, and the scripts are handed to it as texts.
final class Migrator {
    private final Schema schema;

    Migrator(Schema schema) {
        this.schema = schema;
    }

    /// @param foreign whether there are tables that Errata did not make
    /// @throws SQLException if a script failed; the ones before it stand
    void migrate(Path file, boolean foreign) throws SQLException {
        var source = new SQLiteDataSource(Connections.writerSettings());
        source.setUrl(Connections.url(file, ""));
        try {
            Flyway.configure(Migrator.class.getClassLoader())
                    .dataSource(source)
                    .resourceProvider(new Scripts(schema.scripts()))
                    .javaMigrationClassProvider(List::of)
                    .baselineOnMigrate(foreign)
                    .baselineVersion("0")
                    .placeholderReplacement(false)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SQLException("The schema could not be brought up to date: " + e.getMessage(), e);
        }
        try (Connection connection = source.getConnection()) {
            stamp(connection);
        }
    }

    /// Makes the whole schema in an empty database.
    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Schema.Script script : schema.scripts()) {
                statement.executeUpdate(script.text());
            }
        }
        stamp(connection);
    }

    private void stamp(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA application_id = " + Schema.APPLICATION_ID);
            statement.execute("PRAGMA user_version = " + schema.latest());
        }
    }

    /// The scripts as Flyway wants to find them.
    private record Scripts(List<Schema.Script> scripts) implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return scripts.stream()
                    .filter(script -> script.name().equals(name))
                    .findFirst()
                    .map(ScriptText::new)
                    .orElse(null);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return scripts.stream()
                    .filter(script -> script.name().startsWith(prefix))
                    .filter(script -> Arrays.stream(suffixes).anyMatch(script.name()::endsWith))
                    .<LoadableResource>map(ScriptText::new)
                    .toList();
        }
    }

    private static final class ScriptText extends LoadableResource {
        private final Schema.Script script;

        ScriptText(Schema.Script script) {
            this.script = script;
        }

        @Override
        public Reader read() {
            return new StringReader(script.text());
        }

        @Override
        public String getAbsolutePath() {
            return script.name();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return script.name();
        }

        @Override
        public String getFilename() {
            return script.name();
        }

        @Override
        public String getRelativePath() {
            return script.name();
        }
    }
}
