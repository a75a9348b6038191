package dev.errata.proxy.control;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything under `/errata/`: health, metrics, the API and MCP. The listener carries the bytes, this answers them.
///
/// **Thread:** called on a virtual thread, never on an event loop, so it may block.
/// **Errors:** an exception thrown before the answer becomes a plain 500; whoever answers twice is ignored the second
/// time.
public interface ControlPlane {

    /// Largest body of a request, in bytes.
    int BODY_LIMIT = 4 << 20;

    /// Answers a request, now or later, from any thread, exactly once.
    void handle(ControlRequest request, Consumer<ControlReply> answer);

    /// A request, read to its end. Its `Host` has been checked: it names a loopback address.
    ///
    /// @param method as it was sent, for instance `GET`
    /// @param path the path as it was sent, still escaped, beginning with `/errata`; no query
    /// @param query what follows the `?`, still escaped; empty if there was none
    /// @param headers in order, names as they were sent
    /// @param body at most 4 MiB; a larger one was refused with 413 before it came here
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record ControlRequest(String method, String path, String query, List<Header> headers, byte[] body) {
        public ControlRequest {
            headers = List.copyOf(headers);
        }

        /// The first header of that name, without regard to case.
        public Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst();
        }

        /// Names the request without its headers and body, which may hold a token.
        @Override
        public String toString() {
            return method + ' ' + path + " (" + body.length + " bytes)";
        }
    }

    /// An answer. The listener adds `Content-Length` and the framing.
    ///
    /// @param status 200 to 599
    /// @param contentType empty for none
    /// @param headers further ones
    /// @param body empty if it is written over time
    /// @param live writes the body over time; null for an answer that is whole
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record ControlReply(
            int status, String contentType, List<Header> headers, byte[] body, @Nullable LiveBody live) {
        public ControlReply {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("not a final HTTP status: " + status);
            }
            headers = List.copyOf(headers);
        }

        /// One that is whole.
        public ControlReply(int status, String contentType, List<Header> headers, byte[] body) {
            this(status, contentType, headers, body, null);
        }

        @Override
        public String toString() {
            return status + " " + contentType + " (" + body.length + " bytes)";
        }
    }

    /// A body that is written over time, piece by piece, behind a head that has gone out.
    ///
    /// **Thread:** a virtual thread of its own, interrupted when the client has left; what is written then goes
    /// nowhere. **Errors:** an exception breaks the connection off, so that the client sees that it is not complete;
    /// [InterruptedException] does so silently.
    @FunctionalInterface
    interface LiveBody {

        /// Writes it to its end.
        ///
        /// @param out sends a piece at once, and does not wait for it
        void write(Consumer<byte[]> out) throws InterruptedException;
    }

    /// One header line.
    record Header(String name, String value) {}
}
