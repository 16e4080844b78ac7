package io.moodstream.kit;

import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Compares topics that exist with what the pipeline needs of them. */
final class TopicComparison {
    static final String RETENTION = "retention.ms";
    private static final String CLEANUP = "cleanup.policy";
    private static final String MAX_BYTES = "max.message.bytes";
    private static final String SEGMENT_AGE = "segment.ms";
    private static final String SEGMENT_BYTES = "segment.bytes";
    private static final String RETENTION_BYTES = "retention.bytes";
    private static final String MIN_IN_SYNC = "min.insync.replicas";

    /** Topics with pictures of people, who were told how long they are kept. */
    private static final Set<String> PICTURES =
            Set.of(Topics.FRAMES.name(), Topics.FACES.name(), Topics.PHOTOS.name(), Topics.PHOTO_FACES.name());

    /** Events have to be there for as long as the emotions that a recommender may still work off. */
    private static final Duration SHORTEST_EVENTS = Topics.EMOTIONS.retention();

    private final Topic<?, ?> topic;
    private final TopicState state;
    private final List<TopicDifference> found = new ArrayList<>();

    private TopicComparison(Topic<?, ?> topic, TopicState state) {
        this.topic = topic;
        this.state = state;
    }

    /**
     * Returns all differences, in the order of the topics.
     *
     * @param topics what is needed
     * @param there the topics of these that exist, by name
     * @param replication the least number of replicas
     * @param asked the number of partitions that the operator asks for, of the topics that sources' frames go through
     */
    static List<TopicDifference> of(
            Collection<Topic<?, ?>> topics, Map<String, TopicState> there, int replication, OptionalInt asked) {
        List<TopicDifference> all = new ArrayList<>();
        for (Topic<?, ?> topic : topics) {
            TopicState state = there.get(topic.name());
            if (state != null) {
                TopicComparison comparison = new TopicComparison(topic, state);
                if (asked.isPresent() && Topics.isOfSources(topic)) {
                    comparison.partitions(
                            asked.getAsInt(), "as --partitions says", "the topic does not have what was asked for");
                } else {
                    comparison.partitionsOfGroup(there);
                }
                comparison.replicas(replication);
                comparison.config();
                all.addAll(comparison.found);
            }
        }
        return all;
    }

    /**
     * Returns these topics and, if one of them is co-partitioned, the others that it goes with: each name once, and as
     * these topics describe it.
     */
    static Collection<Topic<?, ?>> withCoPartitioned(Collection<Topic<?, ?>> topics) {
        Map<String, Topic<?, ?>> all = new LinkedHashMap<>();
        topics.forEach(topic -> all.put(topic.name(), topic));
        topics.stream()
                .flatMap(topic -> Topics.coPartitionedWith(topic).stream())
                .forEach(topic -> all.putIfAbsent(topic.name(), topic));
        return all.values();
    }

    /** Returns a missing topic with as many partitions as those have that exist and that it goes with. */
    static Topic<?, ?> beside(Map<String, TopicState> there, Topic<?, ?> topic) {
        OptionalInt others = partitionsTogether(there, topic);
        return others.isPresent() ? topic.inPartitions(others.getAsInt()) : topic;
    }

    /** Returns names as in "frames, faces and emotions". */
    private static String names(List<Topic<?, ?>> topics) {
        List<String> names = topics.stream().<String>map(Topic::name).toList();
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** Returns how many partitions the topics have that go with this one: the most, for partitions only grow. */
    private static OptionalInt partitionsTogether(Map<String, TopicState> there, Topic<?, ?> topic) {
        return Topics.coPartitionedWith(topic).stream()
                .map(each -> there.get(each.name()))
                .filter(Objects::nonNull)
                .mapToInt(TopicState::partitions)
                .max();
    }

    private void partitionsOfGroup(Map<String, TopicState> there) {
        partitionsTogether(there, topic)
                .ifPresent(together -> partitions(
                        together,
                        "because " + names(Topics.coPartitionedWith(topic)) + " must have the same number",
                        Topics.isOfSources(topic)
                                ? "windows could close before their frames are counted"
                                : "notes and ends of lectures would be lost"));
    }

    private void partitions(int needed, String because, String consequence) {
        int is = state.partitions();
        if (is != needed) {
            refused(
                    TopicDifference.PARTITIONS,
                    Integer.toString(is),
                    needed + ", " + because,
                    consequence,
                    Optional.of(needed).filter(more -> more > is).map(Object::toString));
        }
    }

    private void replicas(int replication) {
        if (state.replicas() < replication) {
            warned(
                    "replicas",
                    Integer.toString(state.replicas()),
                    "at least " + replication + " (STAGE_REPLICATION)",
                    "records are lost with fewer brokers",
                    Optional.empty());
        }
        state.number(MIN_IN_SYNC)
                .filter(least -> least > state.replicas())
                .ifPresent(least -> refused(
                        MIN_IN_SYNC,
                        Long.toString(least),
                        "at most " + state.replicas() + ", the number of replicas",
                        "Kafka would refuse every record",
                        Optional.of(Integer.toString(state.replicas()))));
    }

    private void config() {
        state.setting(Topic.TIMESTAMP_TYPE)
                .filter(type -> !type.equals("LogAppendTime"))
                .ifPresent(type -> warned(
                        Topic.TIMESTAMP_TYPE,
                        type,
                        "LogAppendTime",
                        "records expire by capture time",
                        Optional.of("LogAppendTime")));
        state.number(MAX_BYTES)
                .filter(most -> most < topic.maxRecordBytes())
                .ifPresent(most ->
                        tooSmall(MAX_BYTES, most, "Kafka would refuse large records, and their writer would stop"));
        state.number(SEGMENT_BYTES)
                .filter(most -> most < topic.maxRecordBytes())
                .ifPresent(most ->
                        tooSmall(SEGMENT_BYTES, most, "Kafka would refuse large records, and their writer would stop"));
        state.setting(CLEANUP).ifPresent(this::cleanup);
        if (deletes()) {
            state.number(RETENTION).ifPresent(this::retention);
            state.number(RETENTION_BYTES)
                    .filter(most -> most >= 0)
                    .ifPresent(most -> warned(
                            RETENTION_BYTES,
                            Long.toString(most),
                            "-1 (no limit)",
                            "records are deleted before " + kept() + " have passed",
                            Optional.of("-1")));
        }
        segments();
    }

    private void tooSmall(String setting, long is, String consequence) {
        String least = Integer.toString(topic.maxRecordBytes());
        refused(setting, Long.toString(is), "at least " + least, consequence, Optional.of(least));
    }

    private void cleanup(String is) {
        Set<String> there = Set.copyOf(Arrays.asList(is.replace(" ", "").split(",")));
        String needs = wanted(CLEANUP);
        if (there.equals(Set.copyOf(Arrays.asList(needs.split(","))))) {
            return;
        }
        if (!topic.compacted() && there.contains("compact")) {
            refused(CLEANUP, is, needs, "all but the latest record of a key would be lost", Optional.of(needs));
        } else if (topic.retention().isNegative() && there.contains("delete") && !keptForEver()) {
            refused(CLEANUP, is, needs, "records that are to be kept for ever would be deleted", Optional.of(needs));
        } else if (there.contains("delete")) {
            warned(CLEANUP, is, needs, "earlier records of a key are kept, too", Optional.of(needs));
        } else {
            warned(CLEANUP, is, needs, "records are kept for ever instead of " + kept(), Optional.empty());
        }
    }

    private boolean deletes() {
        return !topic.retention().isNegative()
                && state.setting(CLEANUP)
                        .filter(policy -> !policy.contains("delete"))
                        .isEmpty();
    }

    private boolean keptForEver() {
        return state.number(RETENTION).filter(millis -> millis < 0).isPresent()
                && state.number(RETENTION_BYTES).filter(bytes -> bytes >= 0).isEmpty();
    }

    private void retention(long is) {
        long needs = topic.retention().toMillis();
        String value = wanted(RETENTION);
        String sentence = value + " (" + kept() + ")";
        if (isOfDemo()) {
            found.add(TopicDifference.ofDemo(topic.name(), RETENTION, Long.toString(is), sentence));
        } else if (is < 0 || is > needs) {
            // To shorten it would delete what somebody may have wanted to keep.
            String consequence = PICTURES.contains(topic.name())
                    ? "pictures of people are kept for longer than the " + kept() + " that privacy-and-law.md promises"
                    : "records are kept for longer";
            warned(RETENTION, Long.toString(is), sentence, consequence, Optional.empty());
        } else if (topic.name().equals(Topics.LECTURE_EVENTS.name()) && is < SHORTEST_EVENTS.toMillis()) {
            refused(
                    RETENTION,
                    Long.toString(is),
                    "at least " + SHORTEST_EVENTS.toMillis() + " (" + SHORTEST_EVENTS.toHours()
                            + " hours, as long as emotions), better " + sentence,
                    "notes and ends of lectures would be lost",
                    Optional.of(value));
        } else if (is < needs) {
            warned(RETENTION, Long.toString(is), sentence, "records are deleted sooner", Optional.of(value));
        }
    }

    /** Returns whether the demo has made the topic: its retention is nobody else's. */
    private boolean isOfDemo() {
        return Topics.LONGER_IN_DEMO.stream().anyMatch(each -> each.name().equals(topic.name()))
                && state.number(RETENTION)
                        .filter(is -> is == Topics.DEMO_RETENTION.toMillis())
                        .isPresent()
                && topic.retention().compareTo(Topics.DEMO_RETENTION) < 0;
    }

    private void segments() {
        if (!topic.retention().isNegative()) {
            long most =
                    Long.parseLong(Objects.requireNonNull((isOfDemo() ? topic.keptFor(Topics.DEMO_RETENTION) : topic)
                            .config()
                            .get(SEGMENT_AGE)));
            state.number(SEGMENT_AGE)
                    .filter(age -> age > most)
                    .ifPresent(age -> warned(
                            SEGMENT_AGE,
                            Long.toString(age),
                            "at most " + most + " (" + inWords(Duration.ofMillis(most)) + ")",
                            "Kafka deletes whole segments, so records are kept for longer than " + kept(),
                            Optional.of(Long.toString(most))));
        }
    }

    private String wanted(String setting) {
        return Objects.requireNonNull(topic.config().get(setting));
    }

    private String kept() {
        return inWords(topic.retention());
    }

    /** Returns a time of whole seconds in the largest unit of which it is a whole number, with days from two on. */
    static String inWords(Duration time) {
        if (time.toDays() > 1 && time.equals(Duration.ofDays(time.toDays()))) {
            return time.toDays() + " days";
        }
        if (time.equals(Duration.ofHours(time.toHours()))) {
            return number(time.toHours(), "hour");
        }
        return time.equals(Duration.ofMinutes(time.toMinutes()))
                ? number(time.toMinutes(), "minute")
                : number(time.toSeconds(), "second");
    }

    private static String number(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }

    private void refused(String setting, String is, String needs, String consequence, Optional<String> repair) {
        found.add(new TopicDifference(topic.name(), setting, is, needs, true, consequence, repair));
    }

    private void warned(String setting, String is, String needs, String consequence, Optional<String> repair) {
        found.add(new TopicDifference(topic.name(), setting, is, needs, false, consequence, repair));
    }
}
