package dev.errata.proxy.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// The two tokens of a home: the owner's, which may do everything, and the agents', which may read.
///
/// A token is compared in constant time, so that nobody can guess it byte by byte; it is never shown.
public record ControlTokens(String owner, String agent) {
    private static final String SCHEME = "bearer ";

    /// @throws IllegalArgumentException if a token is too short to be a secret, or both are the same
    public ControlTokens {
        if (owner.length() < 16 || agent.length() < 16) {
            throw new IllegalArgumentException("a token has at least 16 characters");
        }
        if (owner.equals(agent)) {
            throw new IllegalArgumentException("the owner's and the agents' token must differ");
        }
    }

    /// Who sent this `Authorization` header; empty if the token is neither, or the scheme is not Bearer.
    Optional<Caller> caller(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] sent = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        // Both are always compared: which of them was meant must not show in the time either.
        boolean isOwner = MessageDigest.isEqual(owner.getBytes(StandardCharsets.UTF_8), sent);
        boolean isAgent = MessageDigest.isEqual(agent.getBytes(StandardCharsets.UTF_8), sent);
        return isOwner ? Optional.of(Caller.OWNER) : isAgent ? Optional.of(Caller.AGENT) : Optional.empty();
    }

    @Override
    public String toString() {
        return "ControlTokens[***]";
    }

    /// Whose token a request carried.
    enum Caller {
        OWNER,
        AGENT
    }
}
