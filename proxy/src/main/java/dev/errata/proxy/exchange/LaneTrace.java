package dev.errata.proxy.exchange;

import dev.errata.logs.blob.RawText;
import dev.errata.logs.event.RewriteEntry;
import dev.errata.rules.Rule;
import dev.errata.rules.stream.LaneSource;
import dev.errata.rules.text.Rewrite;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/// What is remembered of one lane: the raw text as far as it was passed on, what was sent for it, and the matches.
final class LaneTrace {

    /// Matches kept for showing; the journal gets all.
    private static final int SHOWN = 10_000;

    final String label;

    /// What its rewriter was made for.
    final LaneSource source;

    final GrowingBytes raw = new GrowingBytes();
    final GrowingBytes sent = new GrowingBytes();
    private final ConcurrentLinkedQueue<Rewrite> rewrites = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Rewrite> observed = new ConcurrentLinkedQueue<>();
    private int shown;
    private final LoneHalves lone = new LoneHalves();
    private String rawHalf = "";
    private String sentHalf = "";

    /// A match as the journal keeps it.
    static RewriteEntry entry(String lane, Rewrite match) {
        return new RewriteEntry(
                lane,
                match.rule().id(),
                match.rule().type(),
                match.span().start(),
                match.before(),
                match.after(),
                match.confidence(),
                match.rule().mode() == Rule.Mode.SHADOW);
    }

    LaneTrace(String label, LaneSource source) {
        this.label = label;
        this.source = source;
    }

    /// The next raw text as UTF-8. Half a surrogate pair at the end waits for its other half.
    byte[] rawBytes(String text) {
        String whole = rawHalf.isEmpty() ? text : rawHalf + text;
        rawHalf = half(whole);
        lone.passed(whole, whole.length() - rawHalf.length());
        return utf8(whole, rawHalf);
    }

    byte[] sentBytes(String text) {
        String whole = sentHalf.isEmpty() ? text : sentHalf + text;
        sentHalf = half(whole);
        return utf8(whole, sentHalf);
    }

    /// Whether the next raw and sent text are the same as bytes, where they are the same as texts: nothing is carried
    /// over from before.
    boolean even() {
        return rawHalf.isEmpty() && sentHalf.isEmpty();
    }

    /// What is left when no more text comes: half a pair, as `?`.
    byte[] rawRest() {
        return rawHalf.getBytes(StandardCharsets.UTF_8);
    }

    byte[] sentRest() {
        return sentHalf.getBytes(StandardCharsets.UTF_8);
    }

    /// Whether the raw text can be told unit for unit.
    boolean exact() {
        return !lone.tooMany();
    }

    /// The whole raw text, made when it is asked for. For the end, when nothing more is passed on.
    Supplier<RawText.Lane> rawText() {
        byte[] utf8 = raw.last();
        String half = rawHalf;
        return () -> new RawText.Lane(
                label,
                source.form().name().toLowerCase(Locale.ROOT),
                source.subject(),
                lone.restored(new String(utf8, StandardCharsets.UTF_8)) + half);
    }

    void changed(List<Rewrite> more) {
        show(rewrites, more);
    }

    void seen(List<Rewrite> more) {
        show(observed, more);
    }

    ExchangeDetail.LaneText text() {
        return new ExchangeDetail.LaneText(
                label, source, raw.text(), sent.text(), List.copyOf(rewrites), List.copyOf(observed));
    }

    private void show(ConcurrentLinkedQueue<Rewrite> list, List<Rewrite> more) {
        for (Rewrite rewrite : more) {
            if (shown < SHOWN) {
                shown++;
                list.add(rewrite);
            }
        }
    }

    private static String half(String text) {
        int last = text.length() - 1;
        return last >= 0 && Character.isHighSurrogate(text.charAt(last)) ? text.substring(last) : "";
    }

    private static byte[] utf8(String whole, String half) {
        return whole.substring(0, whole.length() - half.length()).getBytes(StandardCharsets.UTF_8);
    }
}
