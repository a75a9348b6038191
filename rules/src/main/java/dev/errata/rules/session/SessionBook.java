package dev.errata.rules.session;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The sessions of a home and the tokens of their exchanges.
///
/// **Thread:** [#add] from any, it never waits; all else reads or writes the database, so not from an event loop or
/// the FX thread. **Errors:** [dev.errata.logs.store.StoreException] where the database cannot be read.
public interface SessionBook {

    /// Puts a turn into its session: the one that it names, else the one of its client and workspace that is not older
    /// than the gap, else a new one. A turn whose exchange is known already changes nothing.
    ///
    /// The stage fails with [dev.errata.logs.store.StoreException] if the database would not take it.
    CompletionStage<Session> add(Turn turn);

    /// Puts a decision into the session that its proposal came from. One whose exchange is not counted yet waits for
    /// that.
    ///
    /// The stage has the session's id; it is empty if no session is known, or only a damaged one. It fails with
    /// [dev.errata.logs.store.StoreException] if the database would not take it.
    CompletionStage<Optional<String>> decided(Decision decision, Source source);

    /// Where a proposal came from.
    ///
    /// @param exchange the one it was seen in; null if it came by another way: then its session is the newest one of
    ///     the client that was going on at the time
    /// @param client empty if none is known
    /// @param workspaces the names under which the client may know its workspace; sessions in others are not meant
    /// @param at when it was proposed
    record Source(@Nullable String exchange, String client, Set<String> workspaces, Instant at) {
        public Source {
            workspaces = Set.copyOf(workspaces);
        }
    }

    /// Saves a changed session, if nobody else has saved it meanwhile.
    SaveResult save(Session changed);

    /// A session, damaged or not.
    Optional<Stored> find(String id);

    /// Sessions by their last exchange, newest first.
    Page list(Filter filter, @Nullable String cursor, int limit);

    /// The exchanges of a session, newest first.
    List<Spent> exchanges(String id, int limit);

    /// Deletes a session. Its tokens still count, and its records in the journal stay.
    ///
    /// @param channel who asked: `window`, `cli` or `api`
    DeleteResult delete(String id, String channel);

    /// Sums of tokens, by key; models are told apart within a key, since each has its own price.
    List<Account> tokens(Period period, By by);

    /// A session as it was found.
    ///
    /// @param damage what is wrong with its row, empty if nothing is; then the content cannot be trusted
    record Stored(Session session, String damage) {
        public boolean intact() {
            return damage.isEmpty();
        }
    }

    /// Which sessions are wanted.
    ///
    /// @param client exact name, null for any
    /// @param text looked for in id, client, workspace, model, files and decisions; empty for any
    record Filter(@Nullable String client, String text) {
        public static final Filter ALL = new Filter(null, "");
    }

    /// Some sessions.
    ///
    /// @param cursor for the next page, null if there is none
    record Page(List<Stored> sessions, @Nullable String cursor) {
        public Page {
            sessions = List.copyOf(sessions);
        }
    }

    /// What one exchange took.
    record Spent(String exchange, Instant at, String model, TokenUse tokens) {}

    /// Days, both included; null is open.
    record Period(@Nullable LocalDate from, @Nullable LocalDate to) {
        public static final Period ALL = new Period(null, null);
    }

    /// What sums are made by.
    enum By {
        DAY,
        MODEL,
        SESSION,
        CLIENT
    }

    /// A sum.
    record Account(String key, String model, long exchanges, TokenSum tokens) {}

    /// What came of the wish to save.
    sealed interface SaveResult {}

    /// It is stored; this is its new version.
    record Saved(Session session) implements SaveResult {}

    /// Somebody else was faster; nothing was changed.
    record Stale(Session now) implements SaveResult {}

    /// There is no such session (any more); nothing was changed.
    record Gone(String id) implements SaveResult, DeleteResult {}

    /// The database would not take it; nothing was changed.
    record Failed(String reason) implements SaveResult, DeleteResult {}

    /// What came of the wish to delete.
    sealed interface DeleteResult {}

    /// It is gone.
    record Deleted(String id) implements DeleteResult {}
}
