package dev.errata.desktop.audit;

import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Look;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.read.JournalRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The journal as a list, page by page from the newest, and the state of its chain.
///
/// **Thread:** [#look] on a worker, everything else on the FX thread. A page that was asked for before the filter
/// changed is dropped when it comes: each question carries the number of its filter.
public final class AuditViewModel implements Look {
    static final int PAGE = 200;
    private static final String EVERY_TYPE = "";

    private final JournalReader journal;
    private final Background background;
    private final InstantSource clock;

    private final ObservableList<JournalRecord> records = FXCollections.observableArrayList();
    private final StringProperty text = new SimpleStringProperty("");
    private final StringProperty type = new SimpleStringProperty(EVERY_TYPE);
    private final ObjectProperty<Period> period = new SimpleObjectProperty<>(Period.ALL);
    private final ObjectProperty<@Nullable JournalRecord> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<ChainState> chain = new ReadOnlyObjectWrapper<>(new ChainState.Unknown());
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();

    private volatile Question question = new Question(0, JournalQuery.ALL, Long.MAX_VALUE);
    private @Nullable Thread checker;
    private int check;

    public AuditViewModel(JournalReader journal, Background background, InstantSource clock) {
        this.journal = journal;
        this.background = background;
        this.clock = clock;
        text.addListener((value, from, to) -> reload());
        type.addListener((value, from, to) -> reload());
        period.addListener((value, from, to) -> reload());
    }

    /// Reads the newest page and checks the chain: the screen is seen for the first time.
    public void open() {
        reload();
        verify();
    }

    /// Looks for records that came since the newest one shown.
    @Override
    public Optional<Runnable> look() {
        Question asked = question;
        if (asked.newest == Long.MAX_VALUE) {
            return Optional.empty();
        }
        List<JournalRecord> fresh = journal.after(asked.query, asked.newest, PAGE);
        return fresh.isEmpty() ? Optional.empty() : Optional.of(() -> prepend(asked, fresh));
    }

    private void prepend(Question asked, List<JournalRecord> fresh) {
        if (asked.equals(question)) {
            records.addAll(0, fresh.reversed());
            question = new Question(asked.number, asked.query, fresh.getLast().seq());
        }
    }

    private void reload() {
        String typed = text.get().strip();
        var query = new JournalQuery(
                type.get().isEmpty() ? null : type.get(),
                period.get().from(clock.instant()),
                null,
                null,
                null,
                typed.isEmpty() ? null : typed);
        var asked = new Question(question.number + 1, query, Long.MAX_VALUE);
        question = asked;
        reading.set(true);
        background.run(
                () -> journal.newest(query, Long.MAX_VALUE, PAGE),
                page -> {
                    if (asked.equals(question)) {
                        records.setAll(page);
                        more.set(page.size() == PAGE);
                        reading.set(false);
                        question = new Question(
                                asked.number,
                                query,
                                page.isEmpty() ? 0 : page.getFirst().seq());
                    }
                },
                failure -> reading.set(false));
    }

    /// Reads the next older page.
    void older() {
        if (!more.get() || reading.get() || records.isEmpty()) {
            return;
        }
        int number = question.number;
        JournalQuery query = question.query;
        long before = records.getLast().seq();
        reading.set(true);
        background.run(
                () -> journal.newest(query, before, PAGE),
                page -> {
                    if (number == question.number) {
                        records.addAll(page);
                        more.set(page.size() == PAGE);
                        reading.set(false);
                    }
                },
                failure -> reading.set(false));
    }

    /// Checks the chain in the background.
    void verify() {
        if (chain.get() instanceof ChainState.Checking) {
            return;
        }
        int mine = ++check;
        chain.set(new ChainState.Checking());
        background.run(
                () -> {
                    began(Thread.currentThread());
                    try {
                        return journal.verify();
                    } finally {
                        began(null);
                    }
                },
                found -> settle(mine, new ChainState.Checked(found, clock.instant())),
                failure -> settle(mine, new ChainState.Failed(String.valueOf(failure.getMessage()))));
    }

    /// Stops a running check.
    void cancel() {
        if (chain.get() instanceof ChainState.Checking) {
            check++;
            chain.set(new ChainState.Cancelled());
            interrupt();
        }
    }

    private void settle(int which, ChainState state) {
        if (which == check) {
            chain.set(state);
        }
    }

    private synchronized void began(@Nullable Thread thread) {
        checker = thread;
        if (thread == null) {
            // The worker goes on to other work, which an interrupt that came too late must not hit.
            var unused = Thread.interrupted();
        }
    }

    private synchronized void interrupt() {
        if (checker != null) {
            checker.interrupt();
        }
    }

    ObservableList<JournalRecord> records() {
        return records;
    }

    public StringProperty text() {
        return text;
    }

    /// A type or its beginning; empty for every type.
    StringProperty type() {
        return type;
    }

    ObjectProperty<Period> period() {
        return period;
    }

    ObjectProperty<@Nullable JournalRecord> selected() {
        return selected;
    }

    ReadOnlyObjectProperty<ChainState> chain() {
        return chain.getReadOnlyProperty();
    }

    /// Whether there are older records that fit.
    ReadOnlyBooleanProperty more() {
        return more.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty reading() {
        return reading.getReadOnlyProperty();
    }

    /// Whether anything is filtered.
    boolean filtering() {
        return !text.get().isBlank() || !type.get().isEmpty() || period.get() != Period.ALL;
    }

    void clear() {
        type.set(EVERY_TYPE);
        period.set(Period.ALL);
        text.set("");
    }

    /// What is asked for now, and how far the list has come.
    ///
    /// @param newest the newest record shown, [Long#MAX_VALUE] while the first page is being read
    private record Question(int number, JournalQuery query, long newest) {}
}
