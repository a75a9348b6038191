package dev.errata.proxy.practice;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// How the practice model talks: its pace, its clock, and where the ids of its answers come from.
///
/// @param perToken zero for as fast as the client reads
record PracticeVoice(Duration perToken, InstantSource clock, RandomGenerator random) {
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    PracticeVoice {
        if (perToken.isNegative()) {
            throw new IllegalArgumentException("a token cannot take " + perToken);
        }
    }

    /// Nanoseconds for durations, which the wall clock may not be asked for.
    long nanos() {
        return System.nanoTime();
    }

    /// An id of the form llama-server gives.
    String newId() {
        StringBuilder id = new StringBuilder("chatcmpl-");
        for (int i = 0; i < 32; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
