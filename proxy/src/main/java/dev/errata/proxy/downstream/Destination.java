package dev.errata.proxy.downstream;

import dev.errata.proxy.upstream.fleet.Choice;
import dev.errata.proxy.upstream.fleet.Member;
import dev.errata.proxy.wire.RequestReader;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out which model server a request is for, as soon as its body has named the model.
///
/// Only where the table of servers has more than one is a request held for that, and only one whose body may be JSON:
/// many clients name the model behind the conversation.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | body that is held for its model's name | 16 MiB | to the standard server, with a note |
/// | one string in it | 8 Mi units | the same: it cannot be read further |
///
/// **Thread:** its exchange's event loop.
final class Destination {

    /// Most of a body that is held.
    static final int MOST = 16 << 20;

    /// From here on a body without a model's name is remarkable.
    private static final int LONG = 1 << 20;

    private final Choice choice;
    private final @Nullable RequestReader own;
    private final @Nullable RequestReader shared;
    private boolean open;
    private boolean gaveUp;

    /// @param shared the exchange's own reader of the request, null if it has none
    Destination(Choice choice, HttpRequest request, @Nullable RequestReader shared) {
        this.choice = choice;
        this.open = choice.byModel() && mayNameAModel(request);
        this.shared = shared;
        this.own = open && shared == null ? new RequestReader() : null;
    }

    private static boolean mayNameAModel(HttpRequest request) {
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
        return request.method().equals(HttpMethod.POST)
                && !type.startsWith("multipart/")
                && !type.startsWith("application/octet-stream");
    }

    /// Whether the request is still to be read before the server is known.
    boolean open() {
        return open;
    }

    /// Takes a piece of the body that the shared reader, if there is one, has read.
    ///
    /// @param length of all that was held so far
    /// @return the server, as soon as it is known
    Optional<Member> read(byte[] bytes, boolean last, int length) {
        RequestReader reader = own != null ? own : shared;
        if (reader == null) {
            throw new IllegalStateException("nobody reads this request");
        }
        if (own != null) {
            own.feed(bytes, 0, bytes.length);
        }
        String model = reader.model();
        if (model == null && !last && !reader.broken() && length <= MOST) {
            return Optional.empty();
        }
        open = false;
        gaveUp = model == null && length > LONG;
        return Optional.of(choice.of(model));
    }

    /// The server of a request that is not read for it.
    Member standard() {
        open = false;
        return choice.standard();
    }

    /// What a person should know about the choice, or empty.
    String note() {
        return gaveUp ? "no model's name could be read in it: sent to the standard model server" : "";
    }
}
