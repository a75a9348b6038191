package dev.errata.proxy.practice;

import dev.errata.proxy.practice.ChatJson.Cost;
import dev.errata.proxy.practice.ChatQuestion.Asked;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A streamed answer, in the order that llama-server has; its form is the wire's.
///
/// ```
/// HTTP chunk 1      the beginning (a role, a block) and the first token, for each choice
/// HTTP chunk 2..n   one token of one choice
/// HTTP chunk n+1    finish, with times and counts
/// HTTP chunk n+2    what ends the stream, if anything does
/// ```
///
/// One *pass* gives each choice its next token, as a batch decoder does. After a pass it waits for its pace, and where
/// the client does not read, until it reads again: nothing is said that nobody takes.
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes a channel whose write fails
final class Speech implements Telling {
    /// Passes in a row at no pace, before other connections of the same loop get their turn.
    private static final int BURST = 32;

    private final ChannelHandlerContext ctx;
    private final PracticeVoice voice;
    private final Asked asked;
    private final List<Choice> choices;
    private final Form form;
    private final HttpHeaders headers;
    private final Consumer<ChannelFuture> done;
    private final long asking;
    private final int lastPass;
    private long speaking;
    private int pass;
    private boolean stalled;
    private boolean stopped;
    private @Nullable Future<?> next;

    /// @param form how it is written
    /// @param headers of the connection, to which those of the stream are added
    /// @param done gets the writing of the last byte, once it has been asked for
    Speech(
            ChannelHandlerContext ctx,
            PracticeVoice voice,
            Asked asked,
            Form form,
            HttpHeaders headers,
            Consumer<ChannelFuture> done) {
        this.asking = voice.nanos();
        this.ctx = ctx;
        this.voice = voice;
        this.asked = asked;
        this.choices = Choice.of(asked);
        this.form = form;
        this.headers = headers;
        this.done = done;
        this.lastPass = choices.stream().mapToInt(Speech::finishPass).max().orElse(0);
    }

    @Override
    public void begin() {
        headers.set("X-Accel-Buffering", "no");
        headers.set(HttpHeaderNames.CONTENT_TYPE, form.streamType());
        headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        speaking = voice.nanos();
        ctx.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, headers));
        speak();
    }

    @Override
    public void writabilityChanged() {
        if (stalled && ctx.channel().isWritable()) {
            stalled = false;
            speak();
        }
    }

    @Override
    public void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private void speak() {
        for (int burst = 0; burst < BURST; burst++) {
            if (stopped) {
                return;
            }
            if (!ctx.channel().isWritable()) {
                stalled = true;
                return;
            }
            if (pass > lastPass) {
                end();
                return;
            }
            choices.forEach(this::turn);
            pass++;
            ctx.flush();
            if (!voice.perToken().isZero()) {
                next = ctx.executor().schedule(this::speak, voice.perToken().toNanos(), TimeUnit.NANOSECONDS);
                return;
            }
        }
        next = ctx.executor().submit(this::speak);
    }

    private void turn(Choice choice) {
        if (pass == finishPass(choice)) {
            finish(choice);
        } else if (pass < choice.pieces().size()) {
            String begin = pass == 0 ? form.begin(choice) : "";
            say(begin + form.token(choice, pass));
        } else if (pass == 0) {
            say(form.begin(choice));
        }
    }

    private void finish(Choice choice) {
        Cost own = cost(choice.pieces().size());
        boolean last = choice.index() == lastToFinish();
        int all = choices.stream().mapToInt(one -> one.pieces().size()).sum();
        say(form.finish(choice, own, last ? cost(all) : own, last));
    }

    private int lastToFinish() {
        return choices.stream()
                .filter(one -> finishPass(one) == lastPass)
                .mapToInt(Choice::index)
                .max()
                .orElse(0);
    }

    private void end() {
        say(form.end());
        stopped = true;
        done.accept(ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    private Cost cost(int tokens) {
        return new Cost(asked.promptTokens(), tokens, speaking - asking, voice.nanos() - speaking);
    }

    private void say(String events) {
        if (!events.isEmpty()) {
            ctx.write(new DefaultHttpContent(ByteBufUtil.writeUtf8(ctx.alloc(), events)));
        }
    }

    /// The pass in which a choice is finished: the one after its last token, and never the one with its role.
    private static int finishPass(Choice choice) {
        return Math.max(1, choice.pieces().size());
    }
}
