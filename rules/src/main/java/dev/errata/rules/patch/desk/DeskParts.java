package dev.errata.rules.patch.desk;

import dev.errata.logs.journal.Journal;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.entity.States;
import dev.errata.rules.patch.Blobs;
import dev.errata.rules.patch.Evaluator;
import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.SubmissionReader;
import dev.errata.rules.patch.Workspaces;
import dev.errata.rules.patch.approve.Trees;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// All that a desk works with.
///
/// @param random for numbers that nobody can guess: a [java.security.SecureRandom]
/// @param background for gates that a policy asks for before it decides: proposing does not wait for them
/// @param expiry after which silence is a refusal
public record DeskParts(
        Database database,
        States states,
        Journal journal,
        InstantSource clock,
        RandomGenerator random,
        SubmissionReader reader,
        Evaluator evaluator,
        Pen pen,
        Workspaces workspaces,
        Blobs blobs,
        Gates gates,
        Trees trees,
        Executor background,
        Duration expiry) {
    /// A week.
    public static final Duration EXPIRY = Duration.ofDays(7);

    public DeskParts {
        if (expiry.isNegative() || expiry.isZero()) {
            throw new IllegalArgumentException("not a time to decide in: " + expiry);
        }
    }
}
