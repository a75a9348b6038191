package dev.errata.proxy.upstream.probe;

import dev.errata.proxy.upstream.Upstream;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What a look at an address found.
public sealed interface Finding {

    /// The address that was looked at.
    URI base();

    /// A model server that can be used.
    ///
    /// @param model the first of its models, null if it has none or does not tell
    /// @param detail more about it for people, for instance that it asks for a key; empty if there is nothing to say
    record Ready(URI base, ServerKind kind, @Nullable String model, String detail) implements Finding {

        /// Whether it is a real one, and not Errata's own practice server.
        public boolean real() {
            return kind != ServerKind.PRACTICE;
        }

        /// It as an upstream, without a key.
        public Upstream upstream() {
            return new Upstream(kind.title(), base, null);
        }
    }

    /// A model server that is there and not able to serve yet, or no longer.
    ///
    /// @param reason for instance that it loads its model
    record Busy(URI base, ServerKind kind, String reason) implements Finding {}

    /// Something that speaks HTTP and is no model server Errata knows.
    record Stranger(URI base, String reason) implements Finding {}

    /// Nothing that answers.
    ///
    /// @param slow whether the time ran out, so that it may be there and have much to do
    record Silent(URI base, boolean slow, String reason) implements Finding {}
}
