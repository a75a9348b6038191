package dev.errata.logs.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EventTest {
    @Test
    void namesItsTypeAsTheFileFormatDoes() {
        assertThat(new SystemEvent.Stopped("test").type()).isEqualTo("system.stopped");
    }
}
