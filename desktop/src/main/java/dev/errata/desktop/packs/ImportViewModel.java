package dev.errata.desktop.packs;

import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Notice;
import dev.errata.desktop.fx.Notices;
import dev.errata.desktop.fx.Words;
import dev.errata.logs.problem.ApiProblem;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.rules.pack.ImportPlan;
import dev.errata.rules.pack.ImportPlan.Kind;
import dev.errata.rules.pack.ImportWish;
import dev.errata.rules.pack.ImportWish.Decision;
import dev.errata.rules.pack.PackExport;
import dev.errata.rules.pack.PackFile;
import dev.errata.rules.pack.RuleFile.NoRules;
import dev.errata.rules.pack.RuleFile.Reading;
import dev.errata.rules.pack.RuleFile.Remark;
import dev.errata.rules.pack.RuleFile.Rules;
import dev.errata.rules.pack.RulePack;
import dev.errata.rules.store.RulePacks;
import dev.errata.rules.store.RulePacks.ImportFailed;
import dev.errata.rules.store.RulePacks.ImportResult;
import dev.errata.rules.store.RulePacks.Imported;
import dev.errata.rules.store.RulePacks.NoSuchImport;
import dev.errata.rules.store.RulePacks.Planned;
import dev.errata.rules.store.RulePacks.Undecided;
import dev.errata.rules.store.RulePacks.UndoFailed;
import dev.errata.rules.store.RulePacks.UndoResult;
import dev.errata.rules.store.RulePacks.Undone;
import dev.errata.rules.store.RulePacks.Unfit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// An import from the choice of a file to the offer to take it back, and the export of rules.
///
/// What is shown is a plan that the rule book made without changing anything; the import makes it again within its own
/// transaction, so what somebody else did meanwhile is never overwritten.
///
/// **Thread:** the FX thread.
public final class ImportViewModel {
    private static final String CHANNEL = "window";

    private final RulePacks packs;
    private final Background background;
    private final Notices notices;

    /// `file`, or the mode that every rule gets.
    final StringProperty mode = new SimpleStringProperty("file");
    final BooleanProperty withInvalid = new SimpleBooleanProperty();
    final BooleanProperty prune = new SimpleBooleanProperty();

    private final ObservableList<ImportLine> lines = FXCollections.observableArrayList();
    private final ObservableList<String> remarks = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final Map<Integer, Decision> decisions = new HashMap<>();
    private @Nullable RulePack pack;
    private @Nullable ImportPlan plan;

    public ImportViewModel(RulePacks packs, Background background, Notices notices) {
        this.packs = packs;
        this.background = background;
        this.notices = notices;
        mode.addListener((value, from, to) -> replan());
        withInvalid.addListener((value, from, to) -> judge());
    }

    /// Reads a file and shows what it would do here. Changes nothing.
    public void read(Path file) {
        background.run(() -> reading(file), found -> show(found, file), this::failed);
    }

    private static Reading reading(Path file) {
        try {
            RuleText text = RuleText.of(file);
            return switch (text.read("")) {
                case Rules rules -> {
                    var remarks = new ArrayList<>(text.remarks());
                    remarks.addAll(rules.remarks());
                    yield new Rules(rules.pack(), remarks);
                }
                case NoRules none -> none;
            };
        } catch (RuleText.Unusable e) {
            return new NoRules(String.valueOf(e.getMessage()));
        }
    }

    private void show(Reading reading, Path file) {
        switch (reading) {
            case NoRules(String reason) ->
                notices.post(Notice.problem(
                        Words.of("import.unreadable", String.valueOf(file.getFileName())), reason, ApiProblem.INVALID));
            case Rules(RulePack found, List<Remark> said) -> {
                pack = found;
                decisions.clear();
                mode.set("file");
                withInvalid.set(false);
                prune.set(false);
                remarks.setAll(said.stream()
                        .map(remark -> Words.of(
                                remark.refused() ? "import.refused" : "import.note", remark.subject(), remark.text()))
                        .toList());
                title.set(Words.of("import.title", found.name(), found.version(), String.valueOf(file.getFileName())));
                replan();
            }
        }
    }

    private void replan() {
        RulePack asked = pack;
        if (asked != null) {
            ImportWish wish = wish(true);
            background.run(() -> packs.bringIn(asked, wish, CHANNEL), this::planned, this::failed);
        }
    }

    private void planned(ImportResult result) {
        if (result instanceof Planned(ImportPlan made)) {
            plan = made;
            judge();
            open.set(true);
        } else {
            settle(result);
        }
    }

    /// Says who wins a conflict.
    void decide(int number, Decision decision) {
        decisions.put(number, decision);
        judge();
    }

    /// Says who wins all conflicts.
    void decideAll(Decision decision) {
        lines.stream().filter(ImportLine::conflict).forEach(line -> decisions.put(line.number(), decision));
        judge();
    }

    private void judge() {
        ImportPlan made = plan;
        if (made == null) {
            return;
        }
        List<ImportLine> wanted = made.items().stream()
                .map(item -> new ImportLine(item, decisions.getOrDefault(item.number(), Decision.UNDECIDED)))
                .toList();
        if (wanted.size() == lines.size()) {
            for (int i = 0; i < wanted.size(); i++) {
                if (!wanted.get(i).equals(lines.get(i))) {
                    lines.set(i, wanted.get(i));
                }
            }
        } else {
            lines.setAll(wanted);
        }
        long undecided = lines.stream().filter(ImportLine::open).count();
        Map<Kind, Long> counts = lines.stream()
                .filter(line -> line.item().faults().isEmpty())
                .collect(Collectors.groupingBy(line -> line.item().kind(), Collectors.counting()));
        summary.set(Words.of(
                "import.summary",
                counts.getOrDefault(Kind.NEW, 0L),
                counts.getOrDefault(Kind.UPDATE, 0L),
                counts.getOrDefault(Kind.EQUAL, 0L),
                counts.getOrDefault(Kind.CONFLICT, 0L),
                undecided,
                invalid()));
        ready.set(undecided == 0 && (invalid() == 0 || withInvalid.get()));
    }

    private ImportWish wish(boolean dryRun) {
        return new ImportWish(
                mode.get().equals("file") ? null : mode.get(),
                Decision.UNDECIDED,
                decisions,
                prune.get(),
                withInvalid.get(),
                dryRun);
    }

    /// Brings the file in.
    void bringIn() {
        RulePack asked = pack;
        if (asked != null && ready.get()) {
            ImportWish wish = wish(false);
            background.run(() -> packs.bringIn(asked, wish, CHANNEL), this::settle, this::failed);
        }
    }

    private void settle(ImportResult result) {
        switch (result) {
            case Imported done -> {
                close();
                String said = Words.of("import.done", done.plan().pack(), done.added(), done.changed(), done.removed());
                notices.post(
                        done.number() == 0
                                ? Notice.info(
                                        Words.of("import.same", done.plan().pack()))
                                : Notice.info(said).with(Words.of("import.takeBack"), () -> takeBack(done.number())));
            }
            case Planned(ImportPlan made) -> planned(new Planned(made));
            case Undecided(ImportPlan made) -> changedMeanwhile(made);
            case Unfit(ImportPlan made) -> changedMeanwhile(made);
            case ImportFailed(String reason) ->
                notices.post(Notice.problem(Words.of("import.failed"), reason, ApiProblem.NOT_WRITABLE));
        }
    }

    /// Between the preview and the import somebody changed the rules: the new plan is shown.
    private void changedMeanwhile(ImportPlan made) {
        planned(new Planned(made));
        notices.post(Notice.info(Words.of("import.meanwhile")));
    }

    private void takeBack(long number) {
        background.run(() -> packs.takeBack(number, CHANNEL), this::undone, this::failed);
    }

    private void undone(UndoResult result) {
        switch (result) {
            case Undone done ->
                notices.post(Notice.info(Words.of(
                        "import.undone",
                        done.removed().size(),
                        done.restored().size(),
                        done.left().size())));
            case NoSuchImport(long ignored) -> notices.post(Notice.info(Words.of("import.undone", 0, 0, 0)));
            case UndoFailed(String reason) ->
                notices.post(Notice.problem(Words.of("import.failed"), reason, ApiProblem.NOT_WRITABLE));
        }
    }

    /// Puts the preview away; nothing is changed.
    public void cancel() {
        close();
    }

    private void close() {
        open.set(false);
        pack = null;
        plan = null;
        lines.clear();
        remarks.clear();
    }

    /// Writes rules to a file that a person has chosen.
    ///
    /// @param wantedPack the pack, null for the rules named by ids
    public void export(@Nullable String wantedPack, Set<Long> ids, Path file) {
        var wish = new PackExport.Wish(wantedPack, ids, RuleText.name(file.toString()));
        background.run(
                () -> {
                    PackExport.Result made = packs.export(wish);
                    if (made instanceof PackExport.Made ready) {
                        PackFiles.write(file, PackFile.write(ready.pack()), true);
                    }
                    return made;
                },
                made -> exported(made, file),
                failure -> notices.post(Notice.problem(
                        Words.of("export.failed", String.valueOf(file.getFileName())),
                        String.valueOf(failure.getMessage()),
                        HomeProblem.NOT_WRITABLE)));
    }

    private void exported(PackExport.Result result, Path file) {
        switch (result) {
            case PackExport.Made made ->
                notices.post(Notice.info(Words.of(
                        "export.done",
                        made.pack().entries().size(),
                        made.pack().name(),
                        String.valueOf(file.getFileName()),
                        made.invalid().size())));
            case PackExport.Nothing(String reason) ->
                notices.post(Notice.problem(Words.of("export.nothing"), reason, ApiProblem.NOT_FOUND));
        }
    }

    private void failed(Exception failure) {
        notices.post(Notice.problem(Words.of("import.failed"), Words.of("rules.failed.next"), ApiProblem.NOT_WRITABLE));
    }

    private int invalid() {
        return Optional.ofNullable(plan).map(made -> made.invalid().size()).orElse(0);
    }

    boolean hasVanished() {
        return plan != null && !plan.vanished().isEmpty();
    }

    ObservableList<ImportLine> lines() {
        return lines;
    }

    ObservableList<String> remarks() {
        return remarks;
    }

    /// Whether a preview is shown.
    public ReadOnlyBooleanProperty open() {
        return open.getReadOnlyProperty();
    }

    /// Whether nothing stands in the way.
    ReadOnlyBooleanProperty ready() {
        return ready.getReadOnlyProperty();
    }

    ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    ReadOnlyStringProperty summary() {
        return summary.getReadOnlyProperty();
    }

    boolean hasInvalid() {
        return invalid() > 0;
    }

    boolean hasConflicts() {
        return lines.stream().anyMatch(ImportLine::conflict);
    }
}
