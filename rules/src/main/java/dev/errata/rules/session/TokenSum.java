package dev.errata.rules.session;

/// The tokens of several exchanges.
///
/// @param estimated how many of input and output together are no server's count
public record TokenSum(long input, long output, long cached, long reasoning, long estimated) {

    /// Nothing yet.
    public static final TokenSum NONE = new TokenSum(0, 0, 0, 0, 0);

    public long total() {
        return input + output;
    }

    public TokenSum plus(TokenUse use) {
        return new TokenSum(
                input + use.input(),
                output + use.output(),
                cached + use.cached(),
                reasoning + use.reasoning(),
                estimated + (use.source() == TokenUse.Source.ESTIMATE ? use.total() : 0));
    }

    public TokenSum plus(TokenSum other) {
        return new TokenSum(
                input + other.input,
                output + other.output,
                cached + other.cached,
                reasoning + other.reasoning,
                estimated + other.estimated);
    }
}
