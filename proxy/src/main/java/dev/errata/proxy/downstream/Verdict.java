package dev.errata.proxy.downstream;

import dev.errata.proxy.upstream.fleet.Call;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an exchange tells of its model server to the server's breaker.
///
/// **Thread:** its exchange's event loop.
final class Verdict {

    private static final Logger LOG = LoggerFactory.getLogger(Verdict.class);

    private @Nullable Call call;
    private String server = "";

    /// The server was asked.
    void on(Call asked, String name) {
        call = asked;
        server = name;
    }

    void failed(String reason) {
        if (call != null) {
            LOG.info("The model server {} did not answer: {}", server, reason);
            call.failed(reason);
        }
    }

    /// It does not count: the client left, or the request was at fault.
    void withdrawn() {
        if (call != null) {
            call.withdrawn();
        }
    }

    /// An answer's head has come. 501 is no failure: the server does not do what was asked, llama-server says so of
    /// `/infill` on many models. Neither is an error about a request that is no JSON, which llama-server calls 500.
    ///
    /// @param unreadable whether the request was no JSON
    void answered(int status, boolean unreadable) {
        if (status < 500 || status == 501) {
            if (call != null) {
                call.succeeded();
            }
        } else if (unreadable) {
            withdrawn();
        } else {
            failed("it answered with status " + status);
        }
    }
}
