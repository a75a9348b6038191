package dev.errata.desktop.desk;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The model servers as they were seen last.
///
/// @param current the one new exchanges go to
/// @param offers others that answer and could be used instead; the practice server is never among them
public record ModelServersView(ModelServer current, List<ModelServer> offers) {
    public ModelServersView {
        offers = List.copyOf(offers);
    }

    /// One model server.
    ///
    /// @param name how people call it, for instance `llama.cpp` or `practice`
    /// @param address where it is
    /// @param state whether it answered the last look
    /// @param model the first model it names, null if it named none
    /// @param practice whether it is the built-in practice server
    public record ModelServer(
            String name, URI address, State state, @Nullable String model, boolean practice) {}

    /// Whether a model server answers.
    public enum State {
        /// Nobody has looked yet.
        UNKNOWN,
        /// It answered the last look.
        UP,
        /// It did not answer the last look.
        AWAY
    }
}
