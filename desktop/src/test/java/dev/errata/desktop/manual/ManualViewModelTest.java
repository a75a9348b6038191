package dev.errata.desktop.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.Pages;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManualViewModelTest {
    private final ManualViewModel model = new ManualViewModel(Pages.all());

    private String topic() {
        return Objects.requireNonNull(model.topic().get()).id();
    }

    @Test
    void opensAtTheFirstTopic() {
        assertThat(topic()).isEqualTo("quick-reference");
        assertThat(new ManualViewModel(List.of()).topic().get()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules", "rules.md", "./rules.md", "rules.md#columns", "#rules"})
    void followsLinksInsideTheManual(String link) {
        assertThat(model.follow(link)).isTrue();
        assertThat(topic()).isEqualTo("rules");
    }

    @Test
    void goesBackThroughWhatWasRead() {
        assertThat(model.follow("https://example.org")).isFalse();
        model.follow("rules");
        model.follow("audit");
        assertThat(model.back()).isTrue();
        assertThat(topic()).isEqualTo("rules");
        assertThat(model.back()).isTrue();
        assertThat(topic()).isEqualTo("quick-reference");
        assertThat(model.back()).isFalse();
    }

    @Test
    void searchesTitlesAndPages() {
        model.search().set("port taken");
        assertThat(model.fitting()).extracting(ManualTopic::id).containsExactly("troubleshooting");
        assertThat(topic()).isEqualTo("troubleshooting");
        assertThat(model.back()).isTrue();
        assertThat(model.search().get()).isEmpty();
        assertThat(model.fitting()).hasSize(6);
    }
}
