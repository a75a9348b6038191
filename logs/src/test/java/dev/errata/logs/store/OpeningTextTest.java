package dev.errata.logs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpeningTextTest {
    private static final Path KEPT = Path.of("errata.db.kept");

    @Test
    void whatWasKeptAsideIsNamed() {
        assertThat(List.of(
                        new Opening.Migrated("1", "2", KEPT),
                        new Opening.Imported(4, 2, KEPT),
                        new Opening.SetAside(KEPT, "file is not a database")))
                .allSatisfy(it -> assertThat(it.message()).contains("errata.db.kept"));
    }

    @Test
    void whatCannotBeKeptIsSaid() {
        assertThat(new Opening.ReadOnly("No.").message()).startsWith("No. ").contains("nothing can be saved");
        assertThat(new Opening.InMemory("No.").message()).startsWith("No. ").contains("forgotten");
        assertThat(new Opening.NewerSchema("9", "2").message()).contains("9", "2", "untouched");
    }

    @Test
    void nothingIsSaidWhenAllIsWell() {
        assertThat(new Opening.Opened().message() + new Opening.Created().message())
                .isEmpty();
    }

    @Test
    void eachOutcomeHasItsWord() {
        assertThat(List.of(
                        new Opening.Opened(),
                        new Opening.Created(),
                        new Opening.Migrated("1", "2", KEPT),
                        new Opening.Imported(4, 2, KEPT),
                        new Opening.SetAside(KEPT, ""),
                        new Opening.ReadOnly(""),
                        new Opening.InMemory(""),
                        new Opening.NewerSchema("9", "2")))
                .extracting(Opening::outcome)
                .containsExactly(
                        "opened",
                        "created",
                        "migrated",
                        "imported",
                        "set_aside",
                        "read_only",
                        "in_memory",
                        "newer_schema");
    }
}
