package dev.errata.desktop.review;

import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Words;
import dev.errata.rules.patch.Workspaces.Workspace;
import dev.errata.rules.patch.approve.Policy;
import dev.errata.rules.patch.approve.PolicyText;
import dev.errata.rules.patch.desk.Policies;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What is let through without asking in one workspace, on a form.
///
/// What is saved is off; it is switched on by an act of its own, once what is on the form is what was saved. So nobody
/// switches on what was not read and tried before.
///
/// **Thread:** the FX thread; the book is asked in the background.
final class PolicyViewModel {

    /// What a policy asks for beside paths and lines.
    enum Check {
        NO_ADDED_CAPABILITY,
        NO_UNKNOWN,
        SYNTAX_OK,
        GATES_PASSED,
        SYNTAX_ONLY
    }

    private final PolicyBook book;
    private final Supplier<List<Workspace>> folders;
    private final Background background;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ObservableList<Workspace> workspaces = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final StringProperty paths = new SimpleStringProperty("");
    private final StringProperty lines = new SimpleStringProperty("");
    private final Map<Check, BooleanProperty> checks =
            List.of(Check.values()).stream().collect(Collectors.toMap(one -> one, one -> new SimpleBooleanProperty()));
    private final ObservableList<Policies.Trial> trials = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper enabled = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private Policy saved = Policy.OFF;

    PolicyViewModel(PolicyBook book, Supplier<List<Workspace>> folders, Background background) {
        this.book = book;
        this.folders = folders;
        this.background = background;
        workspace.subscribe(now -> read());
        paths.subscribe(this::compare);
        lines.subscribe(this::compare);
        checks.values().forEach(check -> check.subscribe(this::compare));
    }

    /// Opens the form, for a workspace if one is looked at.
    void open(@Nullable String wanted) {
        background.run(
                folders::get,
                found -> {
                    workspaces.setAll(found);
                    workspace.set(found.stream()
                            .filter(one -> one.id().equals(wanted))
                            .findFirst()
                            .orElse(found.isEmpty() ? null : found.getFirst()));
                    message.set(found.isEmpty() ? Words.of("policy.noWorkspace") : message.get());
                    open.set(true);
                },
                this::broken);
    }

    /// Puts the form away.
    ///
    /// @return whether it was open
    boolean close() {
        boolean was = open.get();
        open.set(false);
        workspace.set(null);
        return was;
    }

    private void read() {
        trials.clear();
        message.set("");
        Workspace now = workspace.get();
        show(Policy.OFF);
        if (now != null) {
            background.run(
                    () -> book.read(now.id()),
                    reading -> {
                        if (now.equals(workspace.get())) {
                            switch (reading) {
                                case PolicyText.Reading.Good(Policy policy) -> show(policy);
                                case PolicyText.Reading.Bad(List<String> faults) ->
                                    message.set(String.join(" ", faults));
                            }
                        }
                    },
                    this::broken);
        }
    }

    private void show(Policy policy) {
        saved = policy;
        enabled.set(policy.enabled());
        revert();
    }

    /// Puts back on the form what was saved.
    void revert() {
        paths.set(String.join("\n", saved.paths()));
        lines.set(String.valueOf(saved.maxLines()));
        check(Check.NO_ADDED_CAPABILITY).set(saved.noAddedCapability());
        check(Check.NO_UNKNOWN).set(saved.noUnknown());
        check(Check.SYNTAX_OK).set(saved.syntaxOk());
        check(Check.GATES_PASSED).set(saved.gatesPassed());
        check(Check.SYNTAX_ONLY).set(saved.syntaxOnly());
        compare();
    }

    private void compare() {
        changed.set(!form(saved.enabled()).filter(saved::equals).isPresent());
    }

    /// The form as a policy; empty if the lines are no number.
    private Optional<Policy> form(boolean on) {
        try {
            return Optional.of(new Policy(
                    on,
                    paths.get()
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList(),
                    Integer.parseInt(lines.get().strip()),
                    check(Check.NO_ADDED_CAPABILITY).get(),
                    check(Check.NO_UNKNOWN).get(),
                    check(Check.SYNTAX_OK).get(),
                    check(Check.GATES_PASSED).get(),
                    check(Check.SYNTAX_ONLY).get()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// Saves the form, switched off.
    void save() {
        keep(false);
    }

    /// Switches what was saved on or off.
    void toggle() {
        if (!changed.get()) {
            keep(!saved.enabled());
        }
    }

    private void keep(boolean on) {
        work(
                on,
                (now, policy) -> background.run(
                        () -> book.save(now.id(), policy),
                        saving -> {
                            if (now.equals(workspace.get())) {
                                told(saving);
                            }
                        },
                        this::broken));
    }

    private void told(Policies.Saving saving) {
        switch (saving) {
            case Policies.Saving.Saved(Policy policy) -> {
                show(policy);
                message.set(Words.of(policy.enabled() ? "policy.on" : "policy.saved"));
            }
            case Policies.Saving.Refused(List<String> faults) -> message.set(String.join(" ", faults));
        }
    }

    /// Looks which past proposals the form would have let through.
    void dryRun() {
        work(
                false,
                (now, policy) -> background.run(
                        () -> book.dryRun(now.id(), policy),
                        found -> {
                            if (now.equals(workspace.get())) {
                                trials.setAll(found);
                                message.set(Words.of(
                                        "policy.tried",
                                        found.stream()
                                                .filter(trial ->
                                                        trial.objections().isEmpty())
                                                .count(),
                                        found.size()));
                            }
                        },
                        this::broken));
    }

    private interface Work {
        void with(Workspace workspace, Policy policy);
    }

    private void work(boolean on, Work work) {
        Workspace now = workspace.get();
        Optional<Policy> policy = form(on);
        message.set(policy.isEmpty() ? Words.of("policy.noNumber") : "");
        if (now != null && policy.isPresent()) {
            work.with(now, policy.get());
        }
    }

    private void broken(Exception failure) {
        message.set(Words.of("review.broken.next", String.valueOf(failure.getMessage())));
    }

    BooleanProperty check(Check check) {
        return Objects.requireNonNull(checks.get(check));
    }

    ReadOnlyBooleanProperty isOpen() {
        return open;
    }

    ObservableList<Workspace> workspaces() {
        return workspaces;
    }

    ObjectProperty<@Nullable Workspace> workspace() {
        return workspace;
    }

    /// Globs, one on each line.
    StringProperty paths() {
        return paths;
    }

    StringProperty lines() {
        return lines;
    }

    ObservableList<Policies.Trial> trials() {
        return trials;
    }

    /// What came of the last act; empty if there is nothing to say.
    ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    /// Whether what was saved is in force.
    ReadOnlyBooleanProperty enabled() {
        return enabled.getReadOnlyProperty();
    }

    /// Whether the form is not what was saved.
    ReadOnlyBooleanProperty changed() {
        return changed.getReadOnlyProperty();
    }
}
