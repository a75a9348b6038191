package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.desk.StartMessage.Weight;
import dev.errata.logs.store.Opening;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OpeningMessageTest {
    private static final Path KEPT = Path.of("kept.db");

    @Test
    void everyWayADatabaseIsFoundHasItsOwnMessage() {
        List<Opening> told = List.of(
                new Opening.Migrated("1", "2", KEPT),
                new Opening.Imported(3, 4, KEPT),
                new Opening.SetAside(KEPT, "not a database"),
                new Opening.ReadOnly("mode 0400"),
                new Opening.InMemory("no folder"),
                new Opening.NewerSchema("9", "2"));
        Set<String> codes = new HashSet<>();
        for (Opening opening : told) {
            StartMessage message = OpeningMessage.of(opening).orElseThrow();
            assertThat(message.text()).endsWith(".").hasSizeGreaterThan(60);
            codes.add(message.code());
        }

        assertThat(codes).hasSize(told.size());
        assertThat(OpeningMessage.of(new Opening.Opened())).isEmpty();
        assertThat(OpeningMessage.of(new Opening.Created())).isEmpty();
        assertThat(codes).contains("database.newer_schema");
    }

    @Test
    void aLaterMessageTakesThePlaceOfAnEarlierOne() {
        Messages messages = new Messages();
        messages.add(Weight.NOTE, "a", "one");
        messages.add(Weight.FAULT, "a", "two");
        messages.add(Weight.NOTE, "b", "three");
        messages.settle("b");

        assertThat(messages.all()).containsExactly(new StartMessage(Weight.FAULT, "two", "a"));
    }
}
