package dev.errata.desktop.review;

import dev.errata.desktop.fx.Background;
import dev.errata.rules.patch.Approvals;
import dev.errata.rules.patch.Approvals.Stamp;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue, oldest first. What comes new stands at its end and moves nothing; the selected one stays, whatever
/// becomes of it, until a person goes on.
///
/// A look reads the stamps of all, and whole only those whose stamp is another one than before: of 500 that wait
/// nothing is read again while nothing happens.
///
/// **Thread:** [#look] on a thread that may wait, everything else on the FX thread.
final class QueueViewModel {
    private static final Logger LOG = LoggerFactory.getLogger(QueueViewModel.class);
    private static final int PAGE = 1_000;
    private static final int MOST_DECIDED = 300;
    /// So that of many the first can be read while the others are still being fetched.
    private static final int AT_ONCE = 50;
    private static final Proposals.Filter OPEN =
            new Proposals.Filter(List.of("created", "validated", "queued", "apply_failed"), "", "", PAGE);

    private final Approvals approvals;
    private final InstantSource clock;
    private final ObservableList<QueueRow> rows = FXCollections.observableArrayList();
    private final FilteredList<QueueRow> filtered = new FilteredList<>(rows);
    private final Map<String, QueueRow> byId = new ConcurrentHashMap<>();
    /// Of what was read whole.
    private final Map<String, Stamp> known = new HashMap<>();
    private final StringProperty filter = new SimpleStringProperty("");
    private final BooleanProperty decided = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable QueueRow> selected = new SimpleObjectProperty<>();
    private final ReadOnlyIntegerWrapper toReview = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper read = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper fault = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Instant> tick;

    // What the FX thread wants looked at; a look that reads an old value is put right by the next one.
    private volatile boolean wantsDecided;
    private volatile @Nullable String wanted;
    private boolean failing;

    QueueViewModel(Approvals approvals, Background background, InstantSource clock) {
        this.approvals = approvals;
        this.clock = clock;
        tick = new ReadOnlyObjectWrapper<>(clock.instant());
        filter.subscribe(text -> refilter());
        decided.subscribe(on -> {
            wantsDecided = on;
            if (!on) {
                leave();
            }
        });
        selected.addListener((value, from, to) -> {
            wanted = to == null ? null : to.id();
            if (from != null && !from.open()) {
                // Not now: the list is in the middle of telling that its selection moved.
                background.show(this::leave);
            }
        });
    }

    /// Reads the queue.
    ///
    /// @return what to do on the FX thread
    synchronized Optional<Runnable> look() {
        try {
            Map<String, Stamp> stamps = new LinkedHashMap<>();
            if (wantsDecided) {
                everything().forEach(one -> stamps.put(one.id(), one));
            }
            approvals.stamps(OPEN).forEach(one -> stamps.put(one.id(), one));
            String kept = wanted;
            if (kept != null && !stamps.containsKey(kept)) {
                approvals.stamp(kept).ifPresent(one -> stamps.put(one.id(), one));
            }
            List<Proposal> changed = changed(stamps, kept);
            Instant now = clock.instant();
            failing = false;
            return Optional.of(() -> apply(stamps, changed, now));
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("the proposals cannot be read", e);
            }
            failing = true;
            String why = String.valueOf(e.getMessage());
            return Optional.of(() -> fault.set(why));
        }
    }

    private List<Proposal> changed(Map<String, Stamp> stamps, @Nullable String kept) {
        known.keySet().retainAll(stamps.keySet());
        List<Proposal> changed = new ArrayList<>();
        Map<String, Stamp> seen = new HashMap<>();
        for (Stamp stamp : stamps.values()) {
            // What gates say while they run is in no stamp.
            boolean lively = stamp.id().equals(kept) && stamp.state().equals("queued");
            boolean same = stamp.equals(known.get(stamp.id())) && byId.containsKey(stamp.id());
            if ((!same && changed.size() < AT_ONCE) || lively) {
                seen.put(stamp.id(), stamp);
                approvals.proposal(stamp.id()).ifPresent(changed::add);
            }
        }
        known.putAll(seen); // only now: one that could not be read is looked at again, and so are all of this look
        return changed;
    }

    private List<Stamp> everything() {
        List<Stamp> all = new ArrayList<>();
        String after = "";
        List<Stamp> page;
        do {
            page = approvals.stamps(new Proposals.Filter(List.of(), "", after, PAGE));
            all.addAll(page);
            if (all.size() > MOST_DECIDED) {
                all.subList(0, all.size() - MOST_DECIDED).clear();
            }
            after = page.isEmpty() ? "" : page.getLast().id();
        } while (page.size() == PAGE);
        return all;
    }

    private void apply(Map<String, Stamp> stamps, List<Proposal> changed, Instant now) {
        fault.set("");
        tick.set(now);
        QueueRow here = selected.get();
        List<QueueRow> gone = rows.stream()
                .filter(row -> !stamps.containsKey(row.id()) && !row.equals(here))
                .toList();
        gone.forEach(row -> byId.remove(row.id()));
        rows.removeAll(gone);
        changed.forEach(this::put);
        read.set(true);
        toReview.set(Math.toIntExact(stamps.values().stream()
                .filter(stamp -> QueueRow.TO_JUDGE.contains(stamp.state()))
                .count()));
        if (selected.get() == null && !filtered.isEmpty()) {
            // Nobody is reading anything yet, so nothing is taken away from anybody.
            selected.set(filtered.getFirst());
        }
    }

    private void put(Proposal proposal) {
        QueueRow row = byId.get(proposal.id());
        if (row != null) {
            row.take(proposal);
            return;
        }
        QueueRow fresh = QueueRow.of(proposal);
        byId.put(proposal.id(), fresh);
        int at = rows.size();
        while (at > 0
                && rows.get(at - 1)
                        .proposal()
                        .origin()
                        .at()
                        .isAfter(proposal.origin().at())) {
            at--;
        }
        rows.add(at, fresh);
    }

    /// Takes a snapshot in that came back from a decision.
    void take(Proposal proposal) {
        QueueRow row = byId.get(proposal.id());
        if (row != null) {
            row.take(proposal);
        }
    }

    private void leave() {
        QueueRow here = selected.get();
        if (!wantsDecided) {
            rows.removeIf(row -> {
                boolean goes = !row.open() && !row.equals(here);
                if (goes) {
                    byId.remove(row.id());
                }
                return goes;
            });
        }
    }

    private void refilter() {
        String text = filter.get().strip().toLowerCase(Locale.ROOT);
        filtered.setPredicate(row -> text.isEmpty() || row.mentions(text));
    }

    /// Goes to the next proposal (+1) or the one before (-1); stays at the ends.
    void step(int by) {
        if (filtered.isEmpty()) {
            return;
        }
        int at = filtered.indexOf(selected.get());
        selected.set(filtered.get(Math.clamp(at + by, 0, filtered.size() - 1)));
    }

    /// Brings a proposal to the front, if it is in the queue.
    void select(String id) {
        QueueRow row = byId.get(id);
        if (row != null) {
            selected.set(row);
        }
    }

    ObservableList<QueueRow> rows() {
        return filtered;
    }

    ObjectProperty<@Nullable QueueRow> selected() {
        return selected;
    }

    StringProperty filter() {
        return filter;
    }

    /// Whether decided ones are shown too.
    BooleanProperty decided() {
        return decided;
    }

    /// How many wait for a person's judgement.
    ReadOnlyIntegerProperty toReview() {
        return toReview.getReadOnlyProperty();
    }

    /// Whether the queue was read at least once.
    ReadOnlyBooleanProperty read() {
        return read.getReadOnlyProperty();
    }

    /// Why the queue cannot be read; empty if it can.
    ReadOnlyStringProperty fault() {
        return fault.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Instant> tick() {
        return tick.getReadOnlyProperty();
    }
}
