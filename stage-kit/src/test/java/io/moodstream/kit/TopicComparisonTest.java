package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicComparisonTest {
    private final Map<String, TopicState> there = new HashMap<>();

    TopicComparisonTest() {
        Topics.ALL.forEach(topic -> there.put(topic.name(), new TopicState(topic.partitions(), 3, topic.config())));
    }

    @Test
    void topicsAsTheyAreCreatedDoNotDiffer() {
        assertThat(differences()).isEmpty();
    }

    @Test
    void aTopicWithAnotherNumberOfPartitionsThanThoseItGoesWithIsRefused() {
        partitions(Topics.EMOTIONS, 4);
        assertThat(differences()).singleElement().satisfies(difference -> {
            assertThat(difference.refused()).isTrue();
            assertThat(difference.repair()).contains("8");
            assertThat(difference.sentence())
                    .isEqualTo(
                            "Topic emotions: partitions is 4; needs 8, because frames, faces and emotions must have the"
                                    + " same number. Windows could close before their frames are counted");
        });
    }

    @Test
    void aReportIsLookedForWhereItsEventsAre() {
        partitions(Topics.LECTURE_REPORTS, 4);
        assertThat(differences())
                .singleElement()
                .returns("lecture-reports", TopicDifference::topic)
                .returns(true, TopicDifference::refused);
    }

    @Test
    void aTopicThatIsWantedOtherwiseThanUsualIsComparedOnceAndWithThat() {
        List<Topic<?, ?>> wanted =
                List.of(Topics.FRAMES.keptFor(Duration.ofHours(5)), Topics.EMOTIONS.inPartitions(4), Topics.MOODS);
        set("frames", "retention.ms", "18000000");
        var all = TopicComparison.withCoPartitioned(wanted);
        assertThat(all.stream().<String>map(Topic::name)).containsExactly("frames", "emotions", "moods", "faces");
        assertThat(TopicComparison.of(all, there, 1, OptionalInt.empty())).isEmpty();
        assertThat(TopicComparison.withCoPartitioned(List.of(Topics.MOODS))).containsExactly(Topics.MOODS);
    }

    @Test
    void aMissingTopicGetsThePartitionsOfThoseItGoesWithHoweverLongItIsKept() {
        var four = Map.of("emotions", new TopicState(4, 1, Map.of()));
        assertThat(TopicComparison.beside(four, Topics.FRAMES.keptFor(Duration.ofHours(5))))
                .isEqualTo(Topics.FRAMES.keptFor(Duration.ofHours(5)).inPartitions(4));
        assertThat(TopicComparison.beside(four, Topics.MOODS)).isEqualTo(Topics.MOODS);
        assertThat(TopicComparison.beside(Map.of(), Topics.FRAMES)).isEqualTo(Topics.FRAMES);
    }

    @Test
    void anyNumberOfPartitionsWillDoIfItIsTheSame() {
        Topics.OF_SOURCES.forEach(topic -> partitions(topic, 64));
        Topics.OF_LECTURES.forEach(topic -> partitions(topic, 3));
        partitions(Topics.MOODS, 1);
        partitions(Topics.PHOTOS, 5);
        assertThat(differences()).isEmpty();
    }

    @Test
    void thePartitionsThatTheOperatorAsksForAreComparedWithTheTopicsThatFramesGoThrough() {
        partitions(Topics.MOODS, 16);
        partitions(Topics.FACES, 16);
        List<TopicDifference> found = TopicComparison.of(Topics.ALL, there, 1, OptionalInt.of(12));
        assertThat(found).extracting(TopicDifference::topic).containsExactly("frames", "faces", "emotions");
        assertThat(found).allMatch(TopicDifference::refused);
        assertThat(found)
                .filteredOn(each -> each.topic().equals("faces"))
                .singleElement()
                .satisfies(faces -> {
                    assertThat(faces.needs()).isEqualTo("12, as --partitions says");
                    assertThat(faces.repair())
                            .as("Kafka takes no partitions away")
                            .isEmpty();
                });
    }

    /** Each of these with what mends it; a dash where that would delete records. */
    @ParameterizedTest
    @CsvSource({
        "frames, max.message.bytes, 1048588, true, 1114112",
        "dead-letters, max.message.bytes, 1114112, true, 1638400",
        "frames, segment.bytes, 1048576, true, 1114112",
        "frames, min.insync.replicas, 4, true, 3",
        "frames, cleanup.policy, compact, true, delete",
        "lecture-events, cleanup.policy, 'compact,delete', true, delete",
        "lecture-reports, cleanup.policy, delete, true, compact",
        "lecture-settings, cleanup.policy, 'compact,delete', true, compact",
        "moods, cleanup.policy, delete, false, 'compact,delete'",
        "moods, cleanup.policy, compact, false, -",
        "lecture-events, retention.ms, 21599999, true, 604800000",
        "lecture-events, retention.ms, 21600000, false, 604800000",
        "attention, retention.ms, 1000, false, 604800000",
        "frames, retention.ms, 604800000, false, -",
        "frames, retention.ms, -1, false, -",
        "faces, retention.bytes, 1000000, false, -1",
        "frames, segment.ms, 604800000, false, 120000",
        "frames, message.timestamp.type, CreateTime, false, LogAppendTime"
    })
    void aSettingThatBreaksAPromiseIsRefusedAndAnyOtherIsAWarning(
            String topic, String setting, String value, boolean refused, String repair) {
        if (topic.startsWith("lecture-r") || topic.startsWith("lecture-s")) {
            set(topic, "retention.ms", "604800000");
        }
        set(topic, setting, value);
        assertThat(differences()).singleElement().satisfies(difference -> {
            assertThat(difference.topic()).isEqualTo(topic);
            assertThat(difference.setting()).isEqualTo(setting);
            assertThat(difference.is()).isEqualTo(value);
            assertThat(difference.refused()).isEqualTo(refused);
            assertThat(difference.repair()).isEqualTo(Optional.of(repair).filter(text -> !text.equals("-")));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "18000000, 5 hours",
        "86400000, 24 hours",
        "604800000, 7 days",
        "5400000, 90 minutes",
        "3600000, 1 hour",
        "60000, 1 minute",
        "90000, 90 seconds"
    })
    void timesAreAlsoToldInUnitsThatPeopleRead(String millis, String words) {
        set("frames", "retention.ms", millis);
        assertThat(differences())
                .filteredOn(difference -> difference.setting().equals("retention.ms"))
                .singleElement()
                .returns(millis, TopicDifference::is)
                .returns(millis + " (" + words + ")", TopicDifference::isInWords);
    }

    @Test
    void aTimeThatIsNoWholeNumberOfSecondsIsToldAsItIs() {
        set("frames", "retention.ms", "18000001");
        assertThat(differences())
                .filteredOn(difference -> difference.setting().equals("retention.ms"))
                .singleElement()
                .returns("18000001", TopicDifference::isInWords);
    }

    @ParameterizedTest
    @CsvSource({"frames, 10", "faces, 30", "photos, 10", "photo-faces, 10"})
    void picturesThatAreKeptForLongerThanPromisedAreNamedAsSuch(String topic, int minutes) {
        set(topic, "retention.ms", "86400000");
        assertThat(differences())
                .singleElement()
                .returns(false, TopicDifference::refused)
                .extracting(TopicDifference::consequence)
                .isEqualTo("pictures of people are kept for longer than the " + minutes
                        + " minutes that privacy-and-law.md promises");
    }

    @Test
    void theRetentionOfADemoIsNamedAsSuchAndWarnsNobodyBesideIt() {
        there.put("frames", state(Topics.FRAMES.keptFor(Topics.DEMO_RETENTION)));
        there.put("faces", state(Topics.FACES.keptFor(Topics.DEMO_RETENTION)));
        assertThat(differences())
                .extracting(TopicDifference::topic)
                .containsExactly("frames", "faces"); // not their segments, too
        assertThat(differences())
                .allMatch(TopicDifference::isOfDemo)
                .allSatisfy(difference -> assertThat(difference.consequence()).startsWith("a demo sets it so"));

        set("frames", "retention.ms", "18000001");
        set("emotions", "retention.ms", "18000000");
        assertThat(differences())
                .filteredOn(difference -> !difference.isOfDemo())
                .extracting(TopicDifference::topic)
                .contains("frames", "emotions");
    }

    private static TopicState state(Topic<?, ?> topic) {
        return new TopicState(topic.partitions(), 3, topic.config());
    }

    @Test
    void whatIsAllowedToDifferDoesNot() {
        set("frames", "max.message.bytes", "5000000");
        set("frames", "segment.ms", "60000");
        set("frames", "retention.bytes", "-1");
        set("moods", "cleanup.policy", "delete, compact");
        set("lecture-reports", "retention.ms", "1000"); // compaction alone looks at no retention
        assertThat(differences()).isEmpty();
    }

    @Test
    void fewerReplicasThanAskedForAreAWarning() {
        List<TopicDifference> found = TopicComparison.of(List.of(Topics.MOODS), there, 5, OptionalInt.empty());
        assertThat(found)
                .singleElement()
                .returns("replicas", TopicDifference::setting)
                .returns(false, TopicDifference::refused);
    }

    @Test
    void settingsThatMayNotBeReadAreNotCompared() {
        there.put("frames", new TopicState(8, 3, Map.of()));
        assertThat(differences()).isEmpty();
    }

    private List<TopicDifference> differences() {
        return TopicComparison.of(Topics.ALL, there, 1, OptionalInt.empty());
    }

    private void partitions(Topic<?, ?> topic, int number) {
        there.put(topic.name(), new TopicState(number, 3, topic.config()));
    }

    private void set(String topic, String setting, String value) {
        there.computeIfPresent(topic, (name, state) -> {
            Map<String, String> config = new HashMap<>(state.config());
            config.put(setting, value);
            return new TopicState(state.partitions(), state.replicas(), config);
        });
    }
}
