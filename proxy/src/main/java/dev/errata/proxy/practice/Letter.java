package dev.errata.proxy.practice;

import dev.errata.proxy.practice.ChatJson.Cost;
import dev.errata.proxy.practice.ChatQuestion.Asked;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An answer in one piece, after the time it takes to think of all its tokens.
final class Letter implements Telling {
    private final ChannelHandlerContext ctx;
    private final PracticeVoice voice;
    private final Asked asked;
    private final Form form;
    private final Consumer<String> send;
    private final List<Choice> choices;
    private final long asking;
    private @Nullable Future<?> writing;

    /// @param form how it is written
    /// @param send takes the finished JSON
    Letter(ChannelHandlerContext ctx, PracticeVoice voice, Asked asked, Form form, Consumer<String> send) {
        this.asking = voice.nanos();
        this.ctx = ctx;
        this.voice = voice;
        this.asked = asked;
        this.form = form;
        this.send = send;
        this.choices = Choice.of(asked);
    }

    @Override
    public void begin() {
        long thinking = voice.nanos();
        int longest = choices.stream()
                .mapToInt(choice -> choice.pieces().size())
                .max()
                .orElse(0);
        Duration takes = voice.perToken().multipliedBy(longest);
        writing = ctx.executor().schedule(() -> write(thinking), takes.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void write(long thinking) {
        int tokens = choices.stream().mapToInt(choice -> choice.pieces().size()).sum();
        Cost cost = new Cost(asked.promptTokens(), tokens, thinking - asking, voice.nanos() - thinking);
        send.accept(form.whole(choices, cost));
    }

    @Override
    public void writabilityChanged() {
        // It is written once, when it is done.
    }

    @Override
    public void stop() {
        if (writing != null) {
            writing.cancel(false);
        }
    }
}
