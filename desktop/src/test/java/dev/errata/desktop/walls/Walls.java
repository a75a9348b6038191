package dev.errata.desktop.walls;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;

/// The table of walls.
final class Walls {
    private Walls() {}

    static List<Wall> all() {
        return List.of(
                new Wall(
                        "logs knows no floor above",
                        stairs("logs", "dev.errata.rules..", "dev.errata.proxy..", "dev.errata.desktop.."),
                        "dev.errata.logs.planted.Up",
                        "{ dev.errata.rules.Scope scope; }"),
                new Wall(
                        "rules knows no floor above",
                        stairs("rules", "dev.errata.proxy..", "dev.errata.desktop.."),
                        "dev.errata.rules.planted.Up",
                        "{ dev.errata.proxy.ProxyServer server; }"),
                new Wall(
                        "proxy knows no floor above",
                        stairs("proxy", "dev.errata.desktop.."),
                        "dev.errata.proxy.planted.Up",
                        "{ dev.errata.desktop.Main main; }"),
                new Wall(
                        "no package cycle",
                        SlicesRuleDefinition.slices()
                                .assignedFrom(new EachPackage())
                                .should()
                                .beFreeOfCycles()
                                .because("a cycle makes two packages one, and neither can be understood or deleted"
                                        + " alone"),
                        "dev.errata.rules.planted.Cycle",
                        "{ Inner inner; public static class Inner { dev.errata.rules.planted.sub.Back back; } }"),
                new Wall(
                        "JavaFX only in desktop",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("dev.errata.desktop..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("javafx..", "com.sun.javafx..")
                                .because("everything below the attic runs without a window"),
                        "dev.errata.proxy.planted.Fx",
                        "{ javafx.beans.property.StringProperty text; }"),
                new Wall(
                        "Netty only in proxy",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("dev.errata.proxy..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("io.netty..")
                                .because("buffers and channels belong to the event loops of the first floor"),
                        "dev.errata.desktop.planted.Netty",
                        "{ io.netty.channel.Channel channel; }"),
                new Wall(
                        "Micrometer only in proxy.metrics",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("dev.errata.proxy.metrics..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("io.micrometer..", "io.prometheus..")
                                .because("an event loop hands its numbers over and meets no registry"),
                        "dev.errata.proxy.planted.Meter",
                        "{ io.micrometer.core.instrument.Counter counter; }"),
                new Wall(
                        "OpenTelemetry only in proxy.trace",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("dev.errata.proxy.trace..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("io.opentelemetry..")
                                .because("it is loaded only where somebody wants traces"),
                        "dev.errata.proxy.planted.Trace",
                        "{ io.opentelemetry.api.trace.Span span; }"),
                new Wall(
                        "SQL only in the store packages",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages("dev.errata.logs.store..", "dev.errata.rules.store..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.flywaydb..")
                                .because("one place knows the tables, so one place changes when they do"),
                        "dev.errata.rules.planted.Sql",
                        "{ java.sql.Connection connection; }"),
                new Wall(
                        "SQLite never on virtual threads",
                        noClasses()
                                .that()
                                .resideInAnyPackage("dev.errata.logs.store..", "dev.errata.rules.store..")
                                .should()
                                .callMethod(Thread.class, "ofVirtual")
                                .orShould()
                                .callMethod(Thread.class, "startVirtualThread", Runnable.class)
                                .because("a query holds its carrier thread and starves the others"),
                        "dev.errata.logs.store.planted.Virtual",
                        "{ Object builder() { return Thread.ofVirtual(); } }"),
                new Wall(
                        "org.fxmisc only in desktop.text",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("dev.errata.desktop.text..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("org.fxmisc..", "org.reactfx..")
                                .because("the text control is wrapped once"),
                        "dev.errata.desktop.planted.Area",
                        "{ org.fxmisc.richtext.CodeArea area; }"),
                new Wall(
                        "view models know no scene",
                        noClasses()
                                .that()
                                .haveSimpleNameEndingWith("ViewModel")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("javafx.scene..", "javafx.stage..")
                                .because("a view model is tested without a toolkit"),
                        "dev.errata.desktop.planted.PlantedViewModel",
                        "{ javafx.scene.Node node; }"),
                new Wall(
                        "proxy knows no file",
                        noClasses()
                                .that()
                                .resideInAPackage("dev.errata.proxy..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("java.nio.file..")
                                .orShould()
                                .dependOnClassesThat()
                                .haveFullyQualifiedName("java.io.File")
                                .because("an event loop must not wait for a disk, and the workspace is not the proxy's"
                                        + " to touch"),
                        "dev.errata.proxy.planted.Disk",
                        "{ java.nio.file.Path path; }"),
                new Wall(
                        "only logs.state makes a transition",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("dev.errata.logs.state..")
                                .should()
                                .callConstructorWhere(describe(
                                        "it makes a Transition",
                                        call -> call.getTargetOwner()
                                                .getFullName()
                                                .equals("dev.errata.logs.state.Transition")))
                                .because("a state that is set elsewhere was not judged by its machine"),
                        "dev.errata.logs.state2.Forged",
                        "{ Object move() { return new dev.errata.logs.state.Transition(); } }"));
    }

    private static ArchRule stairs(String floor, String... above) {
        return noClasses()
                .that()
                .resideInAPackage("dev.errata." + floor + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .because("stairs go down only");
    }

    /// Each package of Errata is a slice of its own.
    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("dev.errata.")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }
}
