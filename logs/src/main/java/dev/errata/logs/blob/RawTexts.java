package dev.errata.logs.blob;

import java.time.Duration;
import java.util.function.Supplier;

/// Keeps the raw texts of exchanges that have ended, as far as it can.
///
/// **Thread:** any, event loops included: nothing but [#settle] and [#close] waits. **Errors:** none; what is not kept
/// is counted and told by [#status].
public interface RawTexts extends AutoCloseable {

    /// Keeps nothing.
    RawTexts NONE = new RawTexts() {
        @Override
        public boolean wanted() {
            return false;
        }

        @Override
        public void keep(long bytes, Supplier<RawText> text) {
            // Nothing is kept.
        }

        @Override
        public void settle(Duration atMost) {
            // Nothing waits to be written.
        }

        @Override
        public void look() {
            // There are no limits to look at.
        }

        @Override
        public Status status() {
            return new Status(0, 0, 0, "");
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /// Whether texts are to be kept at all; while not, nobody needs to collect them.
    boolean wanted();

    /// Takes one text, to be written later or not at all.
    ///
    /// @param bytes about how much memory it holds until then
    /// @param text makes it; called once at most, on a thread that may work and wait
    void keep(long bytes, Supplier<RawText> text);

    /// Waits until what was given so far is written or given up. Not for an event loop: this one waits.
    ///
    /// @param atMost for how long
    void settle(Duration atMost);

    /// The limits have changed: what is too much now goes.
    void look();

    Status status();

    /// Deletes every text that is kept or waits to be. Not for an event loop: this one waits.
    ///
    /// @return how many, and their size on disk
    default Cleared clear() {
        return new Cleared(0, 0, "");
    }

    /// What was deleted.
    ///
    /// @param fault why it was not all, empty if it was
    record Cleared(int texts, long bytes, String fault) {}

    /// Writes what waits, for at most two seconds, and ends.
    @Override
    void close();

    /// How it goes.
    ///
    /// @param kept texts on disk
    /// @param bytes their size
    /// @param lost texts that were not kept though they were wanted, since the start
    /// @param fault why the last one could not be written, empty if it could
    record Status(int kept, long bytes, long lost, String fault) {}
}
