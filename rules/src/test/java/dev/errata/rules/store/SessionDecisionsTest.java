package dev.errata.rules.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.store.SqliteDatabase;
import dev.errata.rules.session.Decision;
import dev.errata.rules.session.Session;
import dev.errata.rules.session.SessionBook;
import dev.errata.rules.session.SessionBook.Filter;
import dev.errata.rules.session.SessionBook.Source;
import dev.errata.rules.session.SessionLimits;
import dev.errata.rules.session.Turn;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was decided on proposals, told by the sessions that they came from.
final class SessionDecisionsTest {
    private static final Clock CLOCK = Clock.fixed(Turns.NOON, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private SqliteDatabase database;
    private SessionBook book;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(folder.resolve("errata.db"), List.of(RuleSchema.MIGRATIONS), CLOCK);
        book = new SqliteSessionBook(database, new FakeJournal(), CLOCK, () -> SessionLimits.USUAL);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Session add(Turn turn) {
        return book.add(turn).toCompletableFuture().join();
    }

    private SessionBook.Stored find(String id) {
        return book.find(id).orElseThrow();
    }

    static Decision decision(String proposal) {
        return decision(proposal, Decision.What.APPROVED, 2, 1);
    }

    private static Decision decision(String proposal, Decision.What what, Integer... hunks) {
        return new Decision(
                Turns.NOON.plusSeconds(9), proposal, what, List.of(hunks), "clean", "ann", "cli --yes", "because");
    }

    private static Source seen(String exchange) {
        return new Source(exchange, "ide", Set.of(), Turns.NOON);
    }

    private Optional<String> decided(Decision decision, Source source) {
        return book.decided(decision, source).toCompletableFuture().join();
    }

    @Test
    void aDecisionIsInTheSessionOfItsExchange() {
        add(Turns.at("e1", Turns.NOON));
        Session session = add(Turns.at("e2", Turns.NOON.plusSeconds(5)));
        assertThat(decided(decision("p"), seen("e2"))).contains("e1");
        assertThat(find("e1").damage()).isEmpty();
        assertThat(find("e1").session().decisions()).containsExactly(decision("p"));
        assertThat(find("e1").session().version()).isEqualTo(session.version() + 1);
        assertThat(decision("p").hunks()).containsExactly(1, 2);
        assertThat(book.list(new Filter(null, "because"), null, 9).sessions()).hasSize(1);
        assertThat(add(Turns.at("e3", Turns.NOON.plusSeconds(9))).decisions()).hasSize(1);
    }

    @Test
    void aDecisionThatIsFasterThanItsExchangeWaitsForIt() {
        assertThat(decided(decision("p"), seen("e1"))).isEmpty();
        assertThat(decided(decision("q"), seen("e1"))).isEmpty();
        add(Turns.at("e1", Turns.NOON));
        assertThat(find("e1").intact()).isTrue();
        assertThat(find("e1").session().decisions())
                .extracting(Decision::proposal)
                .containsExactly("p", "q");
        add(Turns.at("e2", Turns.NOON));
        assertThat(find("e1").session().decisions()).hasSize(2);
    }

    @Test
    void withoutAnExchangeItIsTheSessionOfTheClientAtThatTime() {
        add(Turns.at("e1", Turns.NOON));
        add(Turns.of("e2", Turns.NOON, "agent", "", 1));
        Instant soon = Turns.NOON.plusSeconds(60);
        assertThat(decided(decision("p"), new Source(null, "agent", Set.of("shop"), soon)))
                .contains("e2");
        assertThat(decided(decision("p"), new Source(null, "", Set.of(), soon))).isEmpty();
        assertThat(decided(decision("p"), new Source(null, "nobody", Set.of(), soon)))
                .isEmpty();
        assertThat(decided(decision("p"), new Source(null, "agent", Set.of(), soon.plus(Duration.ofHours(1)))))
                .as("it had rested for too long")
                .isEmpty();
        assertThat(decided(decision("p"), new Source(null, "agent", Set.of(), Turns.NOON.minusSeconds(1))))
                .as("it had not begun")
                .isEmpty();
    }

    @Test
    void choicesOfHunksAreOneDecisionAndTheNewestAreKept() {
        add(Turns.at("e1", Turns.NOON));
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            all.add(book.decided(decision("p", Decision.What.HUNKS_ACCEPTED, i), seen("e1"))
                    .toCompletableFuture());
        }
        all.forEach(CompletableFuture::join);
        assertThat(find("e1").session().decisions())
                .singleElement()
                .satisfies(one -> assertThat(one.hunks()).hasSize(300));
        for (int i = 1; i <= Session.MOST_DECISIONS; i++) {
            decided(decision("p" + i), seen("e1"));
        }
        assertThat(find("e1").session().decisions()).hasSize(Session.MOST_DECISIONS);
        assertThat(find("e1").session().decisions().getFirst().proposal()).isEqualTo("p1");
        assertThat(find("e1").intact()).isTrue();
    }
}
