package dev.errata.proxy.rewrite;

import dev.errata.rules.stream.LaneRewriter;
import dev.errata.rules.text.Rewrite;
import java.util.List;

/// A lane without rules: everything is settled at once and nothing changes. It lets an exchange without rules, or one
/// whose rules have failed, take the same way as all others.
final class PassingLane implements LaneRewriter {

    private final StringBuilder untaken = new StringBuilder();
    private long received;

    /// @param received how much text came before
    PassingLane(long received) {
        this.received = received;
    }

    @Override
    public void push(CharSequence delta) {
        untaken.append(delta);
        received += delta.length();
    }

    @Override
    public void end() {
        // Nothing is ever held.
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public long settled() {
        return received;
    }

    @Override
    public long safeCut() {
        return received;
    }

    @Override
    public Corrected take(long to) {
        int count = Math.toIntExact(to - (received - untaken.length()));
        if (count < 0 || count > untaken.length()) {
            throw new IllegalArgumentException("not between the last taken position and " + received + ": " + to);
        }
        String text = untaken.substring(0, count);
        untaken.delete(0, count);
        return new Corrected(text, List.of(), false);
    }

    @Override
    public List<Rewrite> drainObserved() {
        return List.of();
    }
}
