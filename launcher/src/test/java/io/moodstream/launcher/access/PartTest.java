package io.moodstream.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.classifier.ClassifierMain;
import io.moodstream.detector.DetectorMain;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.recommender.RecommenderMain;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PartTest {
    private static final Pattern SOURCE = Pattern.compile("Source: \\S+ \\(topics: \\[([^]]+)]\\)");
    private static final Pattern SINK = Pattern.compile("Sink: \\S+ \\(topic: ([\\w-]+)\\)");

    /** What stages write beside their topologies. */
    private static final Map<Part, Set<String>> BESIDE =
            Map.of(Part.CLASSIFIER, Set.of("audit"), Part.RECOMMENDER, Set.of("frames"));

    @ParameterizedTest
    @EnumSource(names = {"DETECTOR", "CLASSIFIER", "RECOMMENDER"})
    void aStageMayReadAndWriteWhatItsTopologyDoes(Part part, @TempDir Path state) throws Exception {
        Function<Settings, Stage> make = switch (part) {
            case DETECTOR -> DetectorMain::stage;
            case CLASSIFIER -> ClassifierMain::stage;
            default -> RecommenderMain::stage;
        };
        Stage stage = make.apply(new Settings(Map.of("CLASSIFIER_MODEL", "fast", "STAGE_STATE_DIR", state.toString())));
        try {
            String topology = stage.topology().describe().toString();
            Set<String> writes = named(SINK, topology);
            writes.addAll(BESIDE.getOrDefault(part, Set.of()));
            writes.add("dead-letters");
            assertThat(topics(part, AclOperation.READ)).isEqualTo(named(SOURCE, topology));
            assertThat(topics(part, AclOperation.WRITE)).isEqualTo(writes);
        } finally {
            stage.resources().close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"DASHBOARD", "OPERATOR"})
    void onlyWhoDeletesLecturesAndUsersMayDeleteRecords(Part part) {
        assertThat(topics(part, AclOperation.DELETE)).isEmpty();
    }

    private static Set<String> topics(Part part, AclOperation operation) {
        return Topics.ALL.stream()
                .filter(topic -> part.operations(topic).contains(operation))
                .map(Topic::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The topics of the pipeline that a topology names; those of its own state are left out. */
    private static Set<String> named(Pattern pattern, String topology) {
        return pattern.matcher(topology)
                .results()
                .map(match -> match.group(1))
                .filter(topic -> Topics.named(topic).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
