package dev.errata.desktop.rules;

import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Look;
import dev.errata.desktop.fx.Notice;
import dev.errata.desktop.fx.Notices;
import dev.errata.desktop.fx.Words;
import dev.errata.logs.problem.ApiProblem;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleSet;
import dev.errata.rules.store.RuleBook;
import dev.errata.rules.store.RuleBook.SaveResult;
import dev.errata.rules.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/// The rules table and what is done to it.
///
/// Every change goes to the rule book on a worker and comes back as rows; the table never shows what is not stored.
///
/// **Thread:** [#look] on a worker, everything else on the FX thread.
public final class RulesViewModel implements Look {
    private static final String CHANNEL = "window";
    private static final Duration BETWEEN_HITS = Duration.ofSeconds(3);

    private final RuleBook book;
    private final HitCounter counter;
    private final Background background;
    private final Notices notices;
    private final InstantSource clock;
    private final EditorViewModel editor;
    private final RuleTestsViewModel tests;

    private final ObservableList<RuleLine> lines = FXCollections.observableArrayList();
    private final FilteredList<RuleLine> filtered = new FilteredList<>(lines);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable RuleLine> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<Tally> tally = new ReadOnlyObjectWrapper<>(Tally.NONE);
    private long seenVersion = -1;
    private Instant nextHits = Instant.MIN;

    /// @param trial runs a row on a text with the proxy's engine
    public RulesViewModel(
            RuleBook book,
            BiFunction<RuleRow, String, Trial> trial,
            HitCounter counter,
            Background background,
            Notices notices,
            InstantSource clock) {
        this.book = book;
        this.counter = counter;
        this.background = background;
        this.notices = notices;
        this.clock = clock;
        editor = new EditorViewModel(book::check, trial);
        tests = new RuleTestsViewModel(book.packs(), editor, trial, background, notices);
        filter.subscribe(text -> {
            String wanted = text.strip().toLowerCase(Locale.ROOT);
            filtered.setPredicate(line -> wanted.isEmpty() || line.mentions(wanted));
        });
        selected.subscribe(line -> {
            if (line != null) {
                open(line.row());
            }
        });
    }

    @Override
    public synchronized Optional<Runnable> look() {
        RuleSet set = book.program().ruleSet();
        boolean hits = readHits();
        if (set.version() == seenVersion && !hits) {
            return Optional.empty();
        }
        List<RuleLine> found = read(set);
        seenVersion = set.version();
        Tally counted = Tally.of(set);
        return Optional.of(() -> {
            apply(found);
            tally.set(counted);
        });
    }

    private void open(RuleRow row) {
        boolean same = editor.open().get() && row.id() == editor.id();
        if (same && (editor.dirty().get() || row.equals(editor.origin()))) {
            return;
        }
        keepUnsaved();
        editor.edit(row);
    }

    /// Unsaved work is never lost by looking at something else: the message bar offers it.
    private void keepUnsaved() {
        if (editor.open().get() && editor.dirty().get() && !editor.draft().equals(editor.origin())) {
            RuleRow origin = editor.origin();
            RuleRow draft = editor.draft();
            notices.post(Notice.info(Words.of("rules.unsaved"))
                    .with(Words.of("rules.resume"), () -> editor.resume(origin, draft)));
        }
    }

    /// Hits are read less often than rules are looked at: they cost a look into the journal's files.
    private boolean readHits() {
        Instant now = clock.instant();
        if (now.isBefore(nextHits)) {
            return false;
        }
        nextHits = now.plus(BETWEEN_HITS);
        return counter.read();
    }

    /// Opens an empty editor.
    void add() {
        keepUnsaved();
        selected.set(null);
        editor.edit(Draft.fresh());
    }

    /// Saves what is in the editor.
    void save() {
        if (!editor.open().get() || !editor.faults().isEmpty()) {
            return;
        }
        RuleRow draft = editor.draft();
        change(() -> book.save(draft, CHANNEL), draft.id() == 0 ? "rules.added" : "rules.saved");
    }

    /// Sets the mode of rows, at once.
    void setMode(List<RuleLine> wanted, String mode) {
        for (RuleLine line : wanted) {
            RuleRow row = Draft.withMode(line.row(), mode);
            background.run(() -> book.save(row, CHANNEL), result -> settle(result, "", false), this::failed);
        }
    }

    /// Deletes rows; the message bar offers to take it back.
    void delete(List<RuleLine> wanted) {
        for (RuleLine line : wanted) {
            background.run(() -> book.delete(line.id(), CHANNEL), result -> settle(result, "", true), this::failed);
        }
    }

    /// Gives the form before the last change back.
    void undo() {
        long id = editor.id();
        if (editor.dirty().get()) {
            editor.edit(editor.origin());
        } else if (id != 0) {
            bringBack(id);
        }
    }

    /// The earlier forms of the rule in the editor, newest first, once they have been read.
    void history(Consumer<List<RuleBook.Version>> show) {
        long id = editor.id();
        background.run(() -> book.history(id), show, this::failed);
    }

    void restore(long id, long version) {
        change(() -> book.restore(id, version, CHANNEL), "rules.restored");
    }

    /// Selects a rule by its id, whatever the filter.
    public void select(long id) {
        lines.stream().filter(line -> line.id() == id).findFirst().ifPresent(line -> {
            filter.set("");
            selected.set(line);
        });
    }

    /// Shows only rows that are not rules.
    public void showRejected() {
        filter.set("rejected");
    }

    private void bringBack(long id) {
        change(
                () -> {
                    List<RuleBook.Version> earlier = book.history(id);
                    return earlier.isEmpty()
                            ? new RuleBook.NotFound(id)
                            : book.restore(id, earlier.getFirst().version(), CHANNEL);
                },
                "rules.restored");
    }

    private void change(Callable<SaveResult> work, String said) {
        background.run(work, result -> settle(result, said, true), this::failed);
    }

    private void settle(SaveResult result, String said, boolean follow) {
        switch (result) {
            case RuleBook.Saved saved -> {
                if (!said.isEmpty()) {
                    notices.post(
                            Notice.info(Words.of(said, Long.toString(saved.row().id()))));
                }
                if (follow || editor.id() == saved.row().id()) {
                    editor.edit(saved.row());
                }
                reload(follow ? saved.row().id() : 0);
            }
            case RuleBook.Deleted deleted -> {
                notices.post(Notice.info(Words.of("rules.deleted", Long.toString(deleted.id())))
                        .with(Words.of("rules.undoDelete"), () -> bringBack(deleted.id())));
                if (editor.id() == deleted.id()) {
                    selected.set(null);
                    editor.close();
                }
                reload(0);
            }
            case RuleBook.Invalid invalid -> {
                editor.faults().setAll(invalid.faults());
                notices.post(Notice.problem(
                        Words.of("rules.invalid"),
                        invalid.faults().isEmpty() ? "" : said(invalid.faults().getFirst()),
                        ApiProblem.INVALID));
            }
            case RuleBook.NotFound gone -> {
                notices.post(Notice.problem(
                        Words.of("rules.gone", Long.toString(gone.id())),
                        Words.of("rules.gone.next"),
                        ApiProblem.NOT_FOUND));
                reload(0);
            }
            case RuleBook.Failed failed ->
                notices.post(Notice.problem(Words.of("rules.failed"), failed.reason(), ApiProblem.NOT_WRITABLE));
        }
    }

    private static String said(RuleFault fault) {
        return fault.problem().said(fault.message());
    }

    private void failed(Exception failure) {
        notices.post(Notice.problem(Words.of("rules.failed"), Words.of("rules.failed.next"), ApiProblem.NOT_WRITABLE));
    }

    private void reload(long thenSelect) {
        background.run(
                () -> read(book.program().ruleSet()),
                found -> {
                    apply(found);
                    if (thenSelect != 0) {
                        select(thenSelect);
                    }
                },
                this::failed);
    }

    private List<RuleLine> read(RuleSet set) {
        Map<Long, Hits> hits = counter.hits();
        return book.rows().stream()
                .map(row -> new RuleLine(row, faults(row, set), hits.getOrDefault(row.id(), Hits.NONE)))
                .toList();
    }

    /// What is wrong with a stored row. The snapshot sees more than a check can: a value that is no number reads as
    /// none.
    private List<RuleFault> faults(RuleRow row, RuleSet set) {
        List<RuleFault> faults = book.check(row);
        if (!faults.isEmpty()) {
            return faults;
        }
        return set.rejected().stream()
                .filter(rejected ->
                        rejected.id() == row.id() && rejected.table().equals("correction_patterns"))
                .map(rejected -> new RuleFault(rejected.field(), rejected.position(), rejected.reason()))
                .toList();
    }

    /// Changes only what differs, so that the table keeps its place.
    private void apply(List<RuleLine> found) {
        RuleLine before = selected.get();
        if (found.size() != lines.size()) {
            lines.setAll(found);
        } else {
            for (int i = 0; i < found.size(); i++) {
                if (!found.get(i).equals(lines.get(i))) {
                    lines.set(i, found.get(i));
                }
            }
        }
        if (before != null) {
            found.stream().filter(line -> line.id() == before.id()).findFirst().ifPresent(selected::set);
        }
    }

    ObservableList<RuleLine> lines() {
        return filtered;
    }

    boolean anything() {
        return !lines.isEmpty();
    }

    EditorViewModel editor() {
        return editor;
    }

    RuleTestsViewModel tests() {
        return tests;
    }

    public StringProperty filter() {
        return filter;
    }

    ObjectProperty<@Nullable RuleLine> selected() {
        return selected;
    }

    ReadOnlyObjectProperty<Tally> tally() {
        return tally.getReadOnlyProperty();
    }
}
