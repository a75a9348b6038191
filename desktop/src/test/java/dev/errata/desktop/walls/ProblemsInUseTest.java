package dev.errata.desktop.walls;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.errata.logs.problem.Problem;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every problem that the help's table lists can really be met.
final class ProblemsInUseTest {
    private static final String FAMILY = "dev.errata.logs.problem";

    @Test
    void everyConstantIsNamedOutsideItsFamily() {
        Set<String> named = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.errata").stream()
                        .filter(type -> !type.getPackageName().equals(FAMILY))
                        .map(JavaClass::getFieldAccessesFromSelf)
                        .flatMap(Set::stream)
                        .filter(access ->
                                access.getTargetOwner().getPackageName().equals(FAMILY))
                        .map(access -> access.getTargetOwner().getSimpleName() + "."
                                + access.getTarget().getName())
                        .collect(Collectors.toSet());

        assertThat(Problem.all())
                .allSatisfy(problem ->
                        assertThat(named).contains(problem.getClass().getSimpleName() + "." + problem.name()));
    }
}
