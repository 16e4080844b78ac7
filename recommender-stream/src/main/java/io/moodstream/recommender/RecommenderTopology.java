package io.moodstream.recommender;

import static org.apache.kafka.streams.kstream.Named.as;

import io.micrometer.core.instrument.Counter;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import io.moodstream.recommender.MoodStep.Closed;
import io.moodstream.recommender.MoodStep.Updated;
import io.moodstream.recommender.clock.LectureStep;
import io.moodstream.recommender.clock.Probes;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Builds the topology: emotions by lecture become moods, attention and reports; emotions by user become
 * recommendations. Single pictures ({@link Keys#PHOTOS}) belong to no lecture and come through topics of their own.
 */
@UsesKafka
final class RecommenderTopology {
    private RecommenderTopology() {}

    /**
     * Builds the topology.
     *
     * @param partitions of {@code lecture-events}: a lecture's emotions meet its events in the partition of the same number
     */
    static Topology build(
            RecommenderConfig config,
            Recommender recommender,
            Probes probes,
            StageMetrics metrics,
            Properties properties,
            int partitions) {
        StreamsBuilder builder = Stage.builder(properties);
        KStream<String, FaceEmotions> emotions = builder.stream(
                        Topics.EMOTIONS.name(),
                        Consumed.with(Topics.EMOTIONS.keys(), Topics.EMOTIONS.values())
                                .withName("read-emotions"))
                .processValues(() -> new CheckEmotionsProcessor(config.maxAhead()), as("check-emotions"));

        KStream<String, FaceEmotions> byLecture = emotions.filter(
                        (source, frame) -> !Keys.PHOTOS.equals(frame.getLectureId()), as("keep-lectures"))
                .selectKey((source, frame) -> frame.getLectureId(), as("key-by-lecture"))
                .repartition(through("emotions-by-lecture", partitions));
        KStream<String, LectureEvent> events = builder.stream(
                        Topics.LECTURE_EVENTS.name(),
                        Consumed.with(Topics.LECTURE_EVENTS.keys(), Topics.LECTURE_EVENTS.values())
                                .withName("read-lecture-events"))
                .processValues(() -> new CheckEventsProcessor(config.maxAhead()), as("check-events"));
        KStream<String, Object> deletions = events.filter(
                        (lecture, event) -> event.getKind() == LectureEventKind.DELETED, as("keep-deletions"))
                .mapValues(event -> event, as("delete-lectures"));
        KStream<String, LectureStep> steps = byLecture
                .<Object>mapValues(frame -> frame, as("follow-frames"))
                .merge(deletions, as("with-deletions"))
                .process(
                        stateful(() -> new FollowSourcesProcessor(config, probes), FollowSourcesProcessor.stores()),
                        as("follow-sources"));

        KStream<String, MoodStep> windows = steps.process(
                stateful(() -> new FoldMoodsProcessor(config, metrics), FoldMoodsProcessor.stores()), as("fold-moods"));
        windows.flatMapValues(RecommenderTopology::mood, as("moods-of-windows"))
                .selectKey(
                        (lecture, mood) -> Keys.window(mood.getLectureId(), mood.getWindowStart()), as("key-by-window"))
                .filter(largeEnough(config, metrics), as("withhold-small-groups"))
                .to(Topics.MOODS.name(), to(Topics.MOODS));

        KStream<String, Attention> attention = steps.process(
                stateful(() -> new WatchAttentionProcessor(config, metrics), WatchAttentionProcessor.stores()),
                as("watch-attention"));
        attention.to(Topics.ATTENTION.name(), to(Topics.ATTENTION));

        // A title may come long after its lecture was forgotten; the report then gets it from here.
        builder.table(
                Topics.LECTURE_REPORTS.name(),
                Consumed.with(Topics.LECTURE_REPORTS.keys(), Topics.LECTURE_REPORTS.values())
                        .withName("read-lecture-reports"),
                Materialized.as(ReportLecturesProcessor.PUBLISHED));

        // The steps come after the windows, so that a report that is due has the windows that the same step closes.
        windows.<Object>mapValues(window -> window, as("count-windows"))
                .merge(attention.mapValues(episode -> episode, as("count-episodes")), as("with-episodes"))
                .merge(steps.mapValues(step -> step, as("count-steps")), as("with-steps"))
                .merge(events.mapValues(event -> event, as("count-events")), as("with-events"))
                .process(
                        stateful(() -> new ReportLecturesProcessor(config), ReportLecturesProcessor.stores()),
                        as("report-lectures"),
                        ReportLecturesProcessor.PUBLISHED)
                .to(Topics.LECTURE_REPORTS.name(), to(Topics.LECTURE_REPORTS));

        // The end of a source, too: it says whether its user is erased.
        emotions.filter(
                        (source, frame) -> frame.getUserId() != null
                                && (frame.getSignal() == null || frame.getSignal() == SourceSignal.END),
                        as("keep-users"))
                .selectKey((source, frame) -> frame.getUserId(), as("key-by-user"))
                .repartition(through("emotions-by-user", partitions))
                .process(
                        stateful(
                                () -> new RecommendProcessor(config, recommender, metrics),
                                RecommendProcessor.stores()),
                        as("recommend"))
                .to(Topics.RECOMMENDATIONS.name(), to(Topics.RECOMMENDATIONS));

        // Single pictures go their own way: they wait behind no class, and need no state.
        builder.stream(
                        Topics.PHOTO_EMOTIONS.name(),
                        Consumed.with(Topics.PHOTO_EMOTIONS.keys(), Topics.PHOTO_EMOTIONS.values())
                                .withName("read-photo-emotions"))
                .processValues(() -> new CheckEmotionsProcessor(config.maxAhead()), as("check-photo-emotions"))
                .processValues(() -> new RecommendSingleProcessor(recommender), as("recommend-single"))
                .selectKey((source, recommendation) -> recommendation.getUserId(), as("key-by-photo-user"))
                .to(
                        Topics.RECOMMENDATIONS.name(),
                        Produced.with(Topics.RECOMMENDATIONS.keys(), Topics.RECOMMENDATIONS.values())
                                .withName("write-photo-recommendations"));
        return builder.build(properties);
    }

    private static List<LectureMood> mood(MoodStep step) {
        if (step instanceof Updated updated) {
            return List.of(updated.mood());
        }
        return step instanceof Closed closed ? List.of(closed.mood()) : List.of();
    }

    private static org.apache.kafka.streams.kstream.Predicate<String, LectureMood> largeEnough(
            RecommenderConfig config, StageMetrics metrics) {
        MinimumGroup group = new MinimumGroup(config.minimumGroup());
        Counter withheld = metrics.counter("windows.withheld", "cause", "small-group");
        return (window, mood) -> {
            boolean allowed = group.allows(mood);
            if (!allowed && mood.getIsFinal()) {
                withheld.increment();
            }
            return allowed;
        };
    }

    private static Repartitioned<String, FaceEmotions> through(String name, int partitions) {
        return Repartitioned.with(Serdes.String(), Topics.EMOTIONS.values())
                .withName(name)
                .withNumberOfPartitions(partitions);
    }

    private static <V> Produced<String, V> to(Topic<String, V> topic) {
        return Produced.with(topic.keys(), topic.values()).withName("write-" + topic.name());
    }

    private static <I, O> ProcessorSupplier<String, I, String, O> stateful(
            Supplier<Processor<String, I, String, O>> processor, Set<StoreBuilder<?>> stores) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, I, String, O> get() {
                return processor.get();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return stores;
            }
        };
    }
}
