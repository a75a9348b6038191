package dev.errata.rules.correction;

import dev.errata.logs.event.SystemEvent.CorrectionSwitched;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.store.HomeState;
import dev.errata.logs.store.StoreException;
import dev.errata.rules.correction.Correction.Off;
import dev.errata.rules.correction.Correction.On;
import dev.errata.rules.correction.Correction.Paused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The switch, kept in the home's database. If that cannot be written it still switches, until the end of the process.
public final class StoredCorrectionSwitch implements CorrectionSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(StoredCorrectionSwitch.class);
    private static final String KEY = "correction";
    private static final String PAUSED = "paused ";

    private final HomeState state;
    private final Journal journal;
    private final InstantSource clock;
    private volatile Correction correction;

    /// Reads how it was left.
    public StoredCorrectionSwitch(HomeState state, Journal journal, InstantSource clock) {
        this.state = state;
        this.journal = journal;
        this.clock = clock;
        this.correction = stored(state);
    }

    @Override
    public Correction now() {
        return switch (correction) {
            case Paused(Instant until) when !clock.instant().isBefore(until) -> new On();
            case On on -> on;
            case Off off -> off;
            case Paused paused -> paused;
        };
    }

    @Override
    public synchronized void set(Correction wanted, String channel) {
        var unused = journal.append(event(wanted, channel));
        correction = wanted;
        try {
            state.put(KEY, text(wanted));
        } catch (StoreException e) {
            LOG.warn("Correction was switched, but a restart will forget it: {}", e.getMessage());
        }
    }

    private static CorrectionSwitched event(Correction correction, String channel) {
        @Nullable Instant until = correction instanceof Paused(Instant end) ? end : null;
        String word = switch (correction) {
            case On _ -> "on";
            case Off _ -> "off";
            case Paused _ -> "paused";
        };
        return new CorrectionSwitched(word, until, channel);
    }

    private static String text(Correction correction) {
        return switch (correction) {
            case On _ -> "on";
            case Off _ -> "off";
            case Paused(Instant until) -> PAUSED + until;
        };
    }

    private static Correction stored(HomeState state) {
        String text = "on";
        try {
            text = state.get(KEY).map(HomeState.Entry::value).orElse(text);
            return switch (text) {
                case "on" -> new On();
                case "off" -> new Off();
                case String pause
                when pause.startsWith(PAUSED) -> new Paused(Instant.parse(pause.substring(PAUSED.length())));
                default -> throw new DateTimeException("neither on, off nor paused");
            };
        } catch (StoreException | DateTimeException e) {
            LOG.warn("How correction was left could not be read ({}); it is on. {}", text, e.getMessage());
            return new On();
        }
    }
}
