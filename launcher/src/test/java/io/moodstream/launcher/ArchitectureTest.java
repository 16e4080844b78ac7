package io.moodstream.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may know whom. The modules' POMs say most of it; this says the rest. */
class ArchitectureTest {
    private static final List<String> STAGES = List.of("ingest", "detector", "classifier", "recommender", "dashboard");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.moodstream");

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
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.moodstream.ingest..",
                        "io.moodstream.detector..",
                        "io.moodstream.classifier..",
                        "io.moodstream.recommender..",
                        "io.moodstream.dashboard..")
                .and()
                .haveNameNotMatching(".*(Main|Topology|Processor|Store|Publisher|Reader|Ingest)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void onlyTheLauncherKnowsTheKafkaServer() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.moodstream.broker..", "io.moodstream.launcher..")
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
    void packagesHaveNoCycles() {
        slices().matching("io.moodstream.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
