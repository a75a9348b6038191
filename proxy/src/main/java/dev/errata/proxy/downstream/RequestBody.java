package dev.errata.proxy.downstream;

import dev.errata.proxy.assembly.StreamedQuestion;
import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.fleet.Choice;
import dev.errata.proxy.upstream.fleet.Member;
import dev.errata.proxy.upstream.pool.UpstreamLink;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.proxy.wire.RequestReader;
import dev.errata.proxy.wire.UsageAsking;
import dev.errata.proxy.wire.Wire;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request's body on its way from the client to the model server: decoded where the server cannot, read where the
/// answer has to know what was asked, held where it has to name its model first.
///
/// ```
/// content -> RequestDecoding -> RequestReader, RequestCopy -> link, or Destination while no server is known
/// ```
///
/// Nothing of it is collected but the copy, and no more is taken than the link takes. The exception is a request that
/// may have to be asked as a stream ([StreamedQuestion]): it is held until all of it is known.
///
/// **Thread:** its exchange's event loop.
final class RequestBody {

    private final Road road;
    private final Wire wire;
    private final Exchange exchange;
    private final RequestDecoding decoding;
    private final @Nullable RequestReader reader;
    private final Destination destination;
    private final RequestCopy copy;
    private final Choice choice;
    private boolean ended;
    private boolean sent;
    private int replaced = -1;
    private boolean decodingNow;
    private final SmallPieces small = new SmallPieces();
    private boolean unflushed;
    private @Nullable Member chosen;
    private boolean asking;

    /// What it needs of its exchange.
    interface Road {

        /// The connection to the model server, if there is one now.
        @Nullable
        UpstreamLink link();

        /// The model server that it goes to, if that is known.
        @Nullable
        Upstream upstream();

        /// The body has told which model server it is for, or that it does not matter.
        void chosen(Member member);

        /// All of it has been read.
        void asked(RequestFacts facts);

        /// It will be sent as one that asks for a stream.
        void streamed();

        /// It is not what it says.
        void spoiled(Fault fault);
    }

    RequestBody(Road road, HttpRequest request, Wire wire, Choice choice, Exchange exchange, RequestDecoding decoding) {
        this.road = road;
        this.wire = wire;
        this.exchange = exchange;
        this.decoding = decoding;
        this.reader = wire.readable() && decoding.readable() ? new RequestReader(wire) : null;
        this.destination = new Destination(choice, request, reader);
        this.asking = reader != null && choice.policy().get().streamWhole() && StreamedQuestion.knows(wire);
        this.copy = new RequestCopy(holding());
        this.choice = choice;
        if (reader != null
                && UsageAsking.fits(wire)
                && !choice.policy().get().askUsage().isEmpty()) {
            decoding.ask(new UsageAsking());
        }
    }

    /// Begins; the road hears of its destination now or later.
    void start() {
        if (!destination.open()) {
            decided(destination.standard());
        }
    }

    /// What a person should know about the choice of the model server, or empty.
    String note() {
        return destination.note();
    }

    /// How long the body is that will be sent instead of the client's; -1 if the client's own is.
    int replaced() {
        return replaced;
    }

    /// Whether its end has come, from the client.
    boolean ended() {
        return ended;
    }

    /// Whether its end has been read, and given to the link if there is one.
    boolean sent() {
        return sent;
    }

    /// Whether all that came can be sent once more.
    boolean repeatable() {
        return copy.whole();
    }

    /// Whether it has been read and turned out not to be JSON.
    boolean unreadable() {
        return ended && reader != null && !reader.facts().readable();
    }

    /// Whether it takes the next piece now.
    boolean hungry() {
        return !ended && decoding.hungry() && takesMore();
    }

    /// Takes a piece; it is released.
    void content(HttpContent piece) {
        ended = piece instanceof LastHttpContent;
        UpstreamLink to = road.link();
        if (to == null && !holding()) {
            piece.release();
        } else if (decoding.decodes()) {
            decoding.feed(ByteBufUtil.getBytes(piece.content()));
            piece.release();
            decode();
        } else {
            byte[] bytes = reader != null || copy.whole() ? ByteBufUtil.getBytes(piece.content()) : new byte[0];
            note(bytes);
            read();
            if (to == null) {
                piece.release();
                choose(bytes);
            } else {
                if (!small.add(piece)) {
                    small.joined().ifPresent(to::write);
                    to.write(piece);
                }
                unflushed = true;
            }
        }
    }

    /// Lets go out what was written: once for all that came in one read, however small its pieces.
    void flush() {
        UpstreamLink to = road.link();
        if (unflushed && to != null) {
            unflushed = false;
            small.joined().ifPresent(to::write);
            to.flush();
        }
    }

    /// Lets a piece fall that nobody wants any more.
    void skip(HttpContent piece) {
        ended = piece instanceof LastHttpContent;
        piece.release();
    }

    /// Nothing more of it comes.
    void stop() {
        ended = true;
    }

    /// Goes on, now that the link takes more.
    void resume() {
        if (decoding.decodes()) {
            decode();
        }
    }

    /// Writes what came so far to a new link, behind the head.
    void repeat(UpstreamLink fresh) {
        copy.again().forEach(fresh::write);
        if (sent) {
            fresh.write(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    /// It will not be needed again.
    void forget() {
        copy.forget();
    }

    /// Gives back what the decoder holds outside the heap.
    void close() {
        decoding.close();
    }

    /// Looks in it for where it is to go.
    private void choose(byte[] bytes) {
        if (destination.open()) {
            destination.read(bytes, ended, copy.length()).ifPresent(this::decided);
        } else if (chosen != null) {
            decided(chosen);
        }
    }

    private boolean holding() {
        return destination.open() || asking;
    }

    /// The model server is known; it hears of the request when that is known as far as it has to be.
    private void decided(Member member) {
        chosen = member;
        if (asking && sent && reader != null) {
            asking = false;
            StreamedQuestion.of(wire, copy.bytes(), reader.facts()).ifPresent(body -> {
                copy.replace(body);
                replaced = body.length;
                road.streamed();
            });
        } else if (asking && copy.length() > Destination.MOST) {
            asking = false;
        }
        if (!asking) {
            road.chosen(member);
        }
    }

    /// Sends on what decodes, as long as the model server takes it, or reads in it which one that is.
    private void decode() {
        if (decodingNow) {
            return; // a flush has made room, and said so at once; the loop below goes on by itself
        }
        decodingNow = true;
        try {
            while (takesMore() && !sent) {
                Optional<byte[]> next = decoding.next();
                if (next.isEmpty()) {
                    break;
                }
                note(next.get());
                UpstreamLink to = road.link();
                if (to == null) {
                    choose(next.get());
                } else {
                    to.write(new DefaultHttpContent(Unpooled.wrappedBuffer(next.get())));
                    to.flush();
                }
            }
            if (takesMore() && ended && decoding.hungry() && !sent) {
                decoding.end();
                byte[] rest = decoding.rest(asksUsage());
                note(rest);
                read();
                UpstreamLink to = road.link();
                if (to == null) {
                    choose(rest);
                } else {
                    to.write(new DefaultHttpContent(Unpooled.wrappedBuffer(rest)));
                    to.write(LastHttpContent.EMPTY_LAST_CONTENT);
                    to.flush();
                }
            }
        } catch (BodyDecoder.Broken e) {
            road.spoiled(decoding.fault(e));
        } finally {
            decodingNow = false;
        }
    }

    /// Whether the user allows to ask this request's server for the usage.
    private boolean asksUsage() {
        Upstream known = road.upstream();
        Upstream target = known != null || reader == null
                ? known
                : choice.of(reader.model()).upstream();
        return target != null && choice.policy().get().asksUsage(target);
    }

    /// Whether the model server was asked for the usage although the client has not asked.
    boolean usageAsked() {
        return decoding.asked();
    }

    private boolean takesMore() {
        UpstreamLink to = road.link();
        return holding() || (to != null && to.writable());
    }

    private void note(byte[] bytes) {
        copy.add(bytes);
        if (reader != null) {
            exchange.request(bytes, 0, bytes.length);
            reader.feed(bytes, 0, bytes.length);
        }
    }

    /// What has been read is all of it, if it has ended.
    private void read() {
        if (ended) {
            sent = true;
            if (reader != null) {
                reader.end();
                road.asked(reader.facts());
            }
        }
    }
}
