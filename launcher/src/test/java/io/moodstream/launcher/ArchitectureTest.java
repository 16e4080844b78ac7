package io.moodstream.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.pattern.Converter;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.moodstream.kit.UsesKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.junit.jupiter.api.Test;

/** Who may know whom. The modules' POMs say most of it; this says the rest. */
class ArchitectureTest {
    private static final List<String> STAGES = List.of("ingest", "detector", "classifier", "recommender", "dashboard");
    private static final int LARGEST_PACKAGE = 35;

    private static final JavaClasses WITH_TESTS =
            new ClassFileImporter().importPaths(classFolders(Path.of("").toAbsolutePath()));

    private static final JavaClasses CLASSES =
            WITH_TESTS.that(describe("are not of tests", ArchitectureTest::isNotOfTests));

    private static final Map<JavaClass, List<JavaClass>> WITH_NESTED = StreamSupport.stream(
                    WITH_TESTS.spliterator(), false)
            .collect(Collectors.groupingBy(ArchitectureTest::outermost));

    @Test
    void stagesMeetInTopicsOnly() {
        for (String stage : STAGES) {
            String[] others = STAGES.stream()
                    .filter(other -> !other.equals(stage))
                    .map(other -> "io.moodstream." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.moodstream." + stage + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(CLASSES);
        }
    }

    @Test
    void theCoreOfAStageKnowsNoKafka() {
        List<String> offenders = StreamSupport.stream(CLASSES.spliterator(), false)
                .filter(resideInAnyPackage(STAGES.stream()
                        .map(stage -> "io.moodstream." + stage + "..")
                        .toArray(String[]::new)))
                .filter(type -> !outermost(type).isAnnotatedWith(UsesKafka.class))
                .filter(type -> dependsOn(type, "org.apache.kafka"))
                .map(JavaClass::getName)
                .toList();
        assertThat(offenders).as("classes that use Kafka and do not say so").isEmpty();
    }

    @Test
    void whoSaysThatItUsesKafkaDoes() {
        List<String> offenders = topLevel(CLASSES)
                .filter(type -> type.isAnnotatedWith(UsesKafka.class))
                .filter(type -> StreamSupport.stream(CLASSES.spliterator(), false)
                        .filter(inner -> outermost(inner).equals(type))
                        .noneMatch(inner -> dependsOn(inner, "org.apache.kafka")))
                .map(JavaClass::getName)
                .toList();
        assertThat(offenders).as("classes that say that they use Kafka").isEmpty();
    }

    @Test
    void onlyTheLauncherKnowsTheKafkaServer() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.moodstream.broker..", "io.moodstream.launcher..", "io.moodstream.testing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kafka..", "io.moodstream.broker..")
                .check(CLASSES);
    }

    @Test
    void reportsKnowRecordsOnly() {
        noClasses()
                .that()
                .resideInAPackage("io.moodstream.reports..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.moodstream..")
                        .and(not(resideInAnyPackage("io.moodstream.reports..", "io.moodstream.schemas.."))))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void picturesKnowNothing() {
        noClasses()
                .that()
                .resideInAPackage("io.moodstream.pictures..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.moodstream..").and(not(resideInAPackage("..pictures.."))))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCyclesAtAnyDepth() {
        slices().assignedFrom(new EveryPackage()).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void packagesStaySmall() {
        Map<String, Long> sizes =
                topLevel(CLASSES).collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        // Records of the schemas are generated.
        sizes.remove("io.moodstream.schemas");
        assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(LARGEST_PACKAGE));
    }

    @Test
    void noTypeIsPublicWithoutAUserOutsideItsPackage() {
        List<String> offenders = topLevel(CLASSES)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.getName().equals(Moodstream.class.getName()))
                .filter(ArchitectureTest::hasNoUserOutside)
                // logback.xml names its filters and converters.
                .filter(type -> !type.isAssignableTo(Filter.class) && !type.isAssignableTo(Converter.class))
                // Kafka's clients and Kafka Streams make theirs by name.
                .filter(type -> !type.isAssignableTo(ProducerInterceptor.class))
                .filter(type -> !type.isAssignableTo(RocksDBConfigSetter.class))
                .map(JavaClass::getName)
                .filter(name -> !name.startsWith("io.moodstream.schemas."))
                .toList();
        assertThat(offenders)
                .as("public types that only their own package uses")
                .isEmpty();
    }

    /** The classes and test classes of all modules. */
    private static List<Path> classFolders(Path launcher) {
        try (Stream<Path> modules = Files.list(launcher.getParent())) {
            return modules.flatMap(
                            module -> Stream.of("classes", "test-classes").map(module.resolve("target")::resolve))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNotOfTests(JavaClass type) {
        return type.getSource()
                .filter(source -> source.getUri().toString().contains("/target/classes/"))
                .isPresent();
    }

    private static boolean hasNoUserOutside(JavaClass type) {
        return WITH_NESTED.getOrDefault(type, List.of()).stream()
                .flatMap(inner -> inner.getDirectDependenciesToSelf().stream())
                .map(dependency -> dependency.getOriginClass().getPackageName())
                .allMatch(type.getPackageName()::equals);
    }

    private static boolean dependsOn(JavaClass type, String root) {
        Predicate<Dependency> kafka =
                dependency -> dependency.getTargetClass().getPackageName().startsWith(root);
        return type.getDirectDependenciesFromSelf().stream().anyMatch(kafka);
    }

    private static Stream<JavaClass> topLevel(JavaClasses classes) {
        return StreamSupport.stream(classes.spliterator(), false)
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"));
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    /** A slice for each package, so that a package's children are others than it. */
    private static final class EveryPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("io.moodstream")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "every package";
        }
    }
}
