package dev.errata.proxy.exchange;

import dev.errata.logs.event.SessionEvent.TokensCounted;
import dev.errata.logs.journal.Journal;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.rules.session.Budgets;
import dev.errata.rules.session.Session;
import dev.errata.rules.session.SessionBook;
import dev.errata.rules.session.TokenUse;
import dev.errata.rules.session.TokenUse.Source;
import dev.errata.rules.session.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts each exchange that got text of a model into its session, and its tokens on the accounts.
///
/// An ended exchange costs its event loop one place in a queue that takes no lock. One virtual thread makes a turn of
/// it; where the server has not counted, or the answer broke off, that thread estimates from the exchange's texts. The
/// database has threads of its own.
///
/// **Thread:** [#ended] and [#ask] from event loops.
public final class SessionMeter implements ExchangeMeter, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionMeter.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SessionBook book;
    private final Budgets budgets;
    private final Journal journal;
    private final TokenCounter counter;
    private final ConcurrentLinkedQueue<ExchangeEnd> ends = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Thread worker;
    private volatile boolean closed;

    /// Turns are stored in order, so that with the last one all are.
    private volatile CompletionStage<?> last = CompletableFuture.completedStage("none");

    public SessionMeter(SessionBook book, Budgets budgets, Journal journal) {
        this(book, budgets, journal, TokenCounter.NONE);
    }

    /// As above.
    ///
    /// @param counter asked where a server has not counted
    public SessionMeter(SessionBook book, Budgets budgets, Journal journal, TokenCounter counter) {
        this.counter = counter;
        this.book = book;
        this.budgets = budgets;
        this.journal = journal;
        this.worker = Thread.ofVirtual().name("errata-sessions").start(this::work);
    }

    @Override
    public void ended(ExchangeEnd end) {
        ExchangeSnapshot exchange = end.exchange();
        if (exchange.inspected() && exchange.status() >= 200 && exchange.status() < 300) {
            ends.add(end);
            if (asleep.compareAndSet(true, false)) {
                LockSupport.unpark(worker);
            }
        }
    }

    @Override
    public Budgets.Answer ask(String client, Conversation conversation) {
        return budgets.ask(client, conversation.session(), conversation.workspace());
    }

    /// Ends once all exchanges that have ended are stored and told of; waits a few seconds for that at most.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(worker);
        try {
            if (!worker.join(PATIENCE)) {
                LOG.warn("not all exchanges could be counted before the end");
            }
            last.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the last exchange could not be counted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (!closed || !ends.isEmpty()) {
            ExchangeEnd end = ends.poll();
            if (end != null) {
                hand(end);
                continue;
            }
            asleep.set(true);
            // Looked at once more after the flag is up, so that no end is overlooked.
            if (ends.isEmpty() && !closed) {
                LockSupport.park(this);
            }
            asleep.set(false);
        }
    }

    private void hand(ExchangeEnd end) {
        try {
            Turn turn = turn(end);
            last = book.add(turn).whenComplete((session, fault) -> counted(turn, session, fault));
        } catch (RuntimeException e) {
            LOG.warn("exchange {} could not be counted", end.exchange().id(), e);
        }
    }

    private void counted(Turn turn, @Nullable Session session, @Nullable Throwable fault) {
        if (session == null) {
            LOG.warn("the tokens of exchange {} could not be stored: {}", turn.exchange(), String.valueOf(fault));
            return;
        }
        TokenUse tokens = turn.tokens();
        journal.append(new TokensCounted(
                turn.exchange(),
                session.id(),
                turn.model(),
                tokens.input(),
                tokens.output(),
                tokens.source().word()));
        budgets.counted(turn, session);
    }

    private Turn turn(ExchangeEnd end) {
        ExchangeSnapshot exchange = end.exchange();
        ExchangeDetail texts = end.texts() == null ? null : end.texts().get();
        Instant ended = exchange.startedAt().plusMillis(Math.max(0, exchange.endMillis()));
        if (!end.named()) {
            // Its client's capture level keeps no names: the tokens count, for a client without one.
            return new Turn(
                    exchange.id(), exchange.startedAt(), ended, "", "", "", null, tokens(end, texts), List.of());
        }
        return new Turn(
                exchange.id(),
                exchange.startedAt(),
                ended,
                exchange.client(),
                end.conversation().session(),
                end.conversation().workspace(),
                exchange.model(),
                tokens(end, texts),
                texts == null ? List.of() : EditedFiles.in(texts));
    }

    /// The server's counts. What it does not tell, or tells of an answer that broke off, its tokenizer is asked for;
    /// where it has none, it is estimated.
    private TokenUse tokens(ExchangeEnd end, @Nullable ExchangeDetail texts) {
        TokenCount counted = end.tokens();
        boolean cut = end.exchange().phase() != Phase.COMPLETED;
        long input = counted.input();
        long output = cut ? TokenCounter.UNKNOWN : counted.output();
        if (input >= 0 && output >= 0) {
            return use(counted, input, output, Source.SERVER);
        }
        if (texts == null) {
            return use(counted, Math.max(0, input), Math.max(output, Math.max(0, counted.output())), Source.ESTIMATE);
        }
        String server = end.exchange().upstream();
        long in = input >= 0 ? input : counter.count(server, TextTokens.request(texts));
        long out = output >= 0 || in < 0 ? output : counter.count(server, TextTokens.answer(texts));
        if (in >= 0 && out >= 0) {
            return use(counted, in, Math.max(out, counted.output()), Source.TOKENIZER);
        }
        long about = output >= 0 ? output : Math.max(TextTokens.ofAnswer(texts), counted.output());
        return use(counted, input >= 0 ? input : TextTokens.ofRequest(texts), about, Source.ESTIMATE);
    }

    private static TokenUse use(TokenCount counted, long input, long output, Source source) {
        return new TokenUse(input, output, Math.max(0, counted.cached()), Math.max(0, counted.reasoning()), source);
    }
}
