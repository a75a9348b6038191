package dev.errata.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.problem.ApiProblem;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NoticesTest {
    private final Notices notices = new Notices();

    @Test
    void showsTheNewestFirstAndTheSameOnlyOnce() {
        notices.post(Notice.info("a"));
        notices.post(Notice.info("b"));
        notices.post(Notice.info("a"));
        assertThat(notices.shown()).extracting(Notice::what).containsExactly("a", "b");
    }

    @Test
    void givesTheOldestOfTheLightestUpWhenThereAreTooMany() {
        notices.post(Notice.problem("trouble", "do this", ApiProblem.INTERNAL));
        for (String text : List.of("a", "b", "c", "d")) {
            notices.post(Notice.info(text));
        }
        assertThat(notices.shown()).extracting(Notice::what).containsExactly("d", "c", "b", "trouble");
    }

    @Test
    void goesOneByOne() {
        notices.post(Notice.info("a"));
        assertThat(notices.dismissNewest()).isTrue();
        assertThat(notices.dismissNewest()).isFalse();
    }

    @Test
    void onlyABareConfirmationPassesByItself() {
        assertThat(Notice.info("saved").passing()).isTrue();
        assertThat(Notice.info("deleted").with("Take it back", () -> {}).passing())
                .isFalse();
        assertThat(Notice.problem("a", "b", ApiProblem.INTERNAL).passing()).isFalse();
    }
}
