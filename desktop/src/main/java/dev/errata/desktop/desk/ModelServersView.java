package dev.errata.desktop.desk;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The model servers as they were seen last.
///
/// @param current the one new exchanges go to
/// @param offers others that answer and could be used instead; the practice server is never among them
/// @param byModel those that requests go to by the model that they name
public record ModelServersView(ModelServer current, List<ModelServer> offers, List<ModelServer> byModel) {
    public ModelServersView {
        offers = List.copyOf(offers);
        byModel = List.copyOf(byModel);
    }

    /// One server for everything.
    public ModelServersView(ModelServer current, List<ModelServer> offers) {
        this(current, offers, List.of());
    }

    /// One model server.
    ///
    /// @param name how people call it, for instance `llama.cpp` or `practice`
    /// @param address where it is
    /// @param state whether it answered the last look
    /// @param model the first model it names, null if it named none
    /// @param practice whether it is the built-in practice server
    /// @param reason why it is so, for people; empty if there is nothing to say
    public record ModelServer(
            String name,
            URI address,
            State state,
            @Nullable String model,
            boolean practice,
            String reason) {

        /// One of which there is nothing to say.
        public ModelServer(String name, URI address, State state, @Nullable String model, boolean practice) {
            this(name, address, state, model, practice, "");
        }
    }

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
