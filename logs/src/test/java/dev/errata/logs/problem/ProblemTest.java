package dev.errata.logs.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProblemTest {

    @Test
    void theCodesAreThoseThatWereEverPromised() throws IOException {
        try (InputStream list = Objects.requireNonNull(ProblemTest.class.getResourceAsStream("codes.txt"))) {
            String promised = new String(list.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(Problem.all().stream().map(problem -> problem.code() + "=" + problem.word()))
                    .containsExactlyElementsOf(promised.lines().toList());
        }
    }

    @Test
    void numbersAreDenseInEachFamily() {
        Problem.all().stream().collect(Collectors.groupingBy(Problem::family)).forEach((family, problems) -> {
            List<Integer> numbers =
                    problems.stream().map(problem -> problem.entry().number()).toList();
            assertThat(numbers)
                    .as(family)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, problems.size()).boxed().toList());
        });
    }

    @Test
    void codesAreUniqueAndHaveOneForm() {
        List<String> codes = Problem.all().stream().map(Problem::code).toList();

        assertThat(codes).allMatch(code -> code.matches("ERR-[A-Z]+-\\d{3}"));
        assertThat(new HashSet<>(codes)).hasSameSizeAs(codes);
        assertThat(ApiProblem.NO_TOKEN.said("No token.")).isEqualTo("No token. [ERR-API-003]");
    }

    @Test
    void everyTextIsASentence() {
        for (Problem problem : Problem.all()) {
            assertThat(List.of(problem.entry().meaning(), problem.entry().remedy()))
                    .as(problem.code())
                    .allMatch(text -> text.matches("[A-Z'].{10,}[^.]\\."));
        }
    }
}
