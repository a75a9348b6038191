package dev.errata.proxy.wire;

import dev.errata.rules.Rule.Policy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a request says about its answer.
///
/// @param readable whether the body was read to its end; if not, nothing is known and nothing may be rewritten
/// @param model the model asked for, or null
/// @param guarded which kinds of answer were asked for that are not to be rewritten unless a rule opts in
/// @param fixed what the JSON schema of the answer fixes, as the subject of its lane; empty if nothing
/// @param whole whether it says `stream: false`; said by nobody, some wires stream and some do not
/// @param completion what it says as a completion, on a wire of such
public record RequestFacts(
        boolean readable,
        @Nullable String model,
        Set<Policy> guarded,
        String fixed,
        boolean whole,
        Completion completion) {

    /// What a completion asks for.
    ///
    /// @param code whether the text is wanted between two others, so that it is code from its first character
    /// @param language canonical name of that code's language, empty if unknown
    /// @param echo whether the answer is to begin with the prompt, which is not the model's
    /// @param results how many results the answer has
    public record Completion(boolean code, String language, boolean echo, int results) {

        /// One plain result.
        public static final Completion PLAIN = new Completion(false, "", false, 1);
    }

    /// Nothing is known.
    public static final RequestFacts UNKNOWN = new RequestFacts(false, null, Set.of());

    public RequestFacts {
        guarded = Set.copyOf(guarded);
    }

    /// Facts of a request without a schema.
    public RequestFacts(boolean readable, @Nullable String model, Set<Policy> guarded) {
        this(readable, model, guarded, "");
    }

    /// Facts of a request that is no completion and does not say `stream: false`.
    public RequestFacts(boolean readable, @Nullable String model, Set<Policy> guarded, String fixed) {
        this(readable, model, guarded, fixed, false, Completion.PLAIN);
    }

    /// Facts of a completion that does not say `stream: false`.
    public RequestFacts(
            boolean readable, @Nullable String model, Set<Policy> guarded, String fixed, Completion completion) {
        this(readable, model, guarded, fixed, false, completion);
    }
}
