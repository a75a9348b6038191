package dev.errata.desktop.traffic;

import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Look;
import dev.errata.proxy.exchange.ExchangeSnapshot;
import dev.errata.proxy.exchange.Exchanges;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/// The traffic list and the exchange that is looked at.
///
/// **Thread:** [#look] on a worker, everything else on the FX thread. The two meet in `wanted`, which is volatile: a
/// look that reads an old value is put right by the next one.
public final class TrafficViewModel implements Look {
    private static final int MOST_ROWS = 500;
    private static final long NEVER = -1;

    private final Exchanges exchanges;
    private final Background background;
    private final InstantSource clock;

    private final ObservableList<TrafficRow> rows = FXCollections.observableArrayList();
    private final FilteredList<TrafficRow> filtered = new FilteredList<>(rows);
    private final Map<String, TrafficRow> byId = new HashMap<>();
    private final StringProperty filter = new SimpleStringProperty("");
    private final BooleanProperty follow = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable TrafficRow> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Instant> tick;

    private volatile @Nullable String wanted;
    private long seenRevision = NEVER;
    private @Nullable String seenWanted;
    private long seenDetail = NEVER;
    private Instant seenTick = Instant.EPOCH;

    public TrafficViewModel(Exchanges exchanges, Background background, InstantSource clock) {
        this.exchanges = exchanges;
        this.background = background;
        this.clock = clock;
        tick = new ReadOnlyObjectWrapper<>(clock.instant());
        filter.subscribe(text -> refilter());
        selected.subscribe(row -> {
            wanted = row == null ? null : row.id();
            if (row == null) {
                shown.set(null);
            } else {
                lookNow();
            }
        });
        follow.subscribe(on -> {
            if (on) {
                selectNewest();
            }
        });
    }

    /// Looks at the exchanges; nothing new costs two comparisons.
    @Override
    public synchronized Optional<Runnable> look() {
        long revision = exchanges.revision();
        String now = wanted;
        Instant time = clock.instant();
        boolean ticked = time.isAfter(seenTick.plusMillis(900));
        boolean other = now != null && !now.equals(seenWanted);
        if (revision == seenRevision && !other && !ticked) {
            return Optional.empty();
        }
        Optional<List<ExchangeSnapshot>> recent =
                revision == seenRevision ? Optional.empty() : Optional.of(exchanges.recent(MOST_ROWS));
        Optional<Shown> detail = now == null ? Optional.empty() : detail(now, other);
        seenRevision = revision;
        seenWanted = now;
        if (ticked) {
            seenTick = time;
        }
        return Optional.of(() -> {
            recent.ifPresent(this::apply);
            detail.filter(d -> d.detail().snapshot().id().equals(wanted)).ifPresent(shown::set);
            if (ticked) {
                tick.set(time);
            }
        });
    }

    private Optional<Shown> detail(String id, boolean other) {
        return exchanges
                .detail(id)
                .filter(detail -> other || detail.snapshot().revision() != seenDetail)
                .map(detail -> {
                    seenDetail = detail.snapshot().revision();
                    return Shown.of(detail);
                });
    }

    private void lookNow() {
        background.run(this::look, update -> update.ifPresent(Runnable::run), failure -> {});
    }

    private void apply(List<ExchangeSnapshot> recent) {
        var fresh = new ArrayList<TrafficRow>();
        Set<String> present = new HashSet<>();
        for (ExchangeSnapshot snapshot : recent) {
            present.add(snapshot.id());
            TrafficRow row = byId.get(snapshot.id());
            if (row == null) {
                row = TrafficRow.of(snapshot);
                byId.put(snapshot.id(), row);
                fresh.add(row);
            } else if (row.snapshot().revision() != snapshot.revision()) {
                row.now().set(snapshot);
            }
        }
        if (byId.size() > present.size()) {
            rows.removeIf(row -> !present.contains(row.id()));
            byId.keySet().retainAll(present);
        }
        if (!fresh.isEmpty()) {
            rows.addAll(0, fresh);
        }
        if (!filter.get().isBlank()) {
            refilter();
        }
        if (follow.get() && !fresh.isEmpty()) {
            selectNewest();
        }
    }

    private void refilter() {
        TrafficRow before = selected.get();
        String text = filter.get().strip().toLowerCase(Locale.ROOT);
        filtered.setPredicate(row -> text.isEmpty() || row.mentions(text));
        if (before != null && filtered.contains(before)) {
            selected.set(before);
        }
    }

    void selectNewest() {
        if (!filtered.isEmpty()) {
            selected.set(filtered.getFirst());
        }
    }

    ObservableList<TrafficRow> rows() {
        return filtered;
    }

    /// Whether there was any exchange at all, filtered out or not.
    boolean anything() {
        return !rows.isEmpty();
    }

    ObservableList<TrafficRow> all() {
        return rows;
    }

    public StringProperty filter() {
        return filter;
    }

    BooleanProperty follow() {
        return follow;
    }

    ObjectProperty<@Nullable TrafficRow> selected() {
        return selected;
    }

    ReadOnlyObjectProperty<@Nullable Shown> shown() {
        return shown.getReadOnlyProperty();
    }

    /// The time for relative times, moved on once a second.
    ReadOnlyObjectProperty<Instant> tick() {
        return tick.getReadOnlyProperty();
    }
}
