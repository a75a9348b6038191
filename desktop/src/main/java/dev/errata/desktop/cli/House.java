package dev.errata.desktop.cli;

import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.home.Home;
import dev.errata.desktop.home.HomeLock.Owner;
import dev.errata.logs.blob.RawTextReader;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.store.RollbackResult;
import dev.errata.logs.store.SchemaStatus;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.rules.trial.Replay;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What commands need of the house behind them. `Composition` in the desktop's root is the one real one.
///
/// **Thread:** any that may block.
public interface House {

    /// Opens a home for reading. Nothing in it is written, made or repaired.
    Visit read(Home home);

    /// How the schema of a home's database stands. Nothing is written.
    SchemaStatus schema(Home home);

    /// Brings the schema of a home's database back to an older version, while nobody else owns the home.
    ///
    /// @param to null for the version before the present one
    RollbackResult rollBack(Home home, @Nullable Integer to);

    /// Opens a home for a short piece of work and owns it meanwhile.
    Access work(Home home);

    /// Opens a home, owns it and serves.
    ServeResult serve(Home home, ServeWish wish, StopSignal stop);

    /// Opens the window, with the proxy running, and returns when it was closed.
    ///
    /// @return what stood in the way, empty if it was open
    String window(Home home, StopSignal stop);

    /// Errata's version.
    String version();

    /// What came of the wish to work in a home.
    sealed interface Access {}

    /// It is open and owned.
    record Open(Visit visit) implements Access {}

    /// Another process owns it: ask that one.
    record Held(Owner owner) implements Access {}

    /// It cannot be worked in.
    ///
    /// @param reason what is wrong, and what to do
    record Closed(String reason) implements Access {}

    /// A home that is open for one command: the routes `rules`, `correction`, `audit`, `states` and `config`
    /// work.
    interface Visit extends OwnerRoutes, AutoCloseable {

        /// What is to be said of how the home was found, as far as it was looked at.
        List<StartMessage> messages();

        /// The journal.
        JournalReader audit();

        /// The raw texts that are kept.
        RawTextReader texts();

        /// What rules would have changed in the last exchanges, as the route `rules/replay` answers.
        ///
        /// @param body the route's
        Reply replay(String body, Replay.Progress progress);

        /// Runs the rows of `rule_tests`.
        List<RuleTestResult> testRules();

        @Override
        void close();
    }

    /// How one row of `rule_tests` went.
    ///
    /// @param got what the rule made of the input
    record RuleTestResult(long rule, String input, String expected, String got) {
        boolean passed() {
            return expected.equals(got);
        }
    }

    /// How to serve; null means as the settings say.
    record ServeWish(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable URI upstream) {}

    /// What came of the wish to serve.
    sealed interface ServeResult {}

    /// It serves until it is closed; closing drains.
    non-sealed interface Serving extends ServeResult, AutoCloseable {

        /// `http://host:port`
        String address();

        /// The model server's address.
        String upstream();

        List<StartMessage> messages();

        @Override
        void close();
    }

    /// It does not serve.
    ///
    /// @param reason what is wrong, and what to do
    record NotServing(String reason) implements ServeResult {}
}
