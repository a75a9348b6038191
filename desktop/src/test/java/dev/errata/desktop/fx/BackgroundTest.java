package dev.errata.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BackgroundTest {
    private final List<String> said = new ArrayList<>();
    private final Background background = new Background(Runnable::run, Runnable::run);

    @Test
    void bringsTheResultBack() {
        background.run(() -> "done", said::add, failure -> said.add("failed"));
        assertThat(said).containsExactly("done");
    }

    @Test
    void bringsTheReasonBackWhenThereIsNoResult() {
        background.run(
                () -> {
                    throw new IllegalStateException("no disk");
                },
                result -> said.add("done"),
                failure -> said.add(failure.getMessage()));
        assertThat(said).containsExactly("no disk");
    }

    @Test
    void keepsAnInterruptForWhoeverOwnsTheThread() {
        background.run(
                () -> {
                    throw new InterruptedException();
                },
                result -> said.add("done"),
                failure -> said.add("interrupted"));
        assertThat(said).containsExactly("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
