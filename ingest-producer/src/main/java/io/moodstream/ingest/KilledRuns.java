package io.moodstream.ingest;

import io.moodstream.ingest.sources.FileFingerprint;
import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an ingest that was killed has left of the files that are to be played: runs that have not ended. Some of its
 * files may have ended before; they are not played again.
 *
 * @param unfinished the last status of each run that goes on
 * @param ended the files that have been played
 */
@UsesKafka
record KilledRuns(Map<SourceSpec, SourceStatus> unfinished, Set<SourceSpec> ended) {
    /** How long after its last status a run can go on. */
    static final Duration MEMORY = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(KilledRuns.class);

    /** Returns nothing: all files are played from their beginning. */
    static KilledRuns none() {
        return new KilledRuns(Map.of(), Set.of());
    }

    /**
     * Reads the topic sources, unless no source is a file or the settings forbid it.
     *
     * @param sources the sources to play, open
     */
    static KilledRuns read(
            IngestConfig config, StageConfig stage, Settings settings, Map<SourceSpec, FrameSource> sources) {
        if (!config.resumes() || sources.values().stream().allMatch(FrameSource::live)) {
            return none();
        }
        Map<SourceSpec, String> places = new HashMap<>();
        sources.forEach(
                (spec, source) -> places.put(spec, FileFingerprint.of(spec.place(), source, config.sourceOptions())));
        Instant now = Instant.now();
        Map<String, SourceStatus> told = new HashMap<>();
        try (TopicReader reader = new TopicReader(KafkaDefaults.consumer(stage, settings))) {
            reader.startSince(now.minus(MEMORY), List.of(Topics.SOURCES));
            reader.readToEnd(record -> keep(told, record));
        } catch (UnknownTopicOrPartitionException e) {
            LOG.debug("Nobody has published yet", e);
        }
        return among(told.values(), places, config.lecture(), now);
    }

    private static void keep(Map<String, SourceStatus> told, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            told.put(TopicReader.key(record), TopicReader.value(Topics.SOURCES, record));
        } catch (SerializationException e) {
            LOG.debug("A status in the topic sources cannot be read", e);
        }
    }

    /**
     * Finds the runs of files that go on.
     *
     * @param told the last status of each run
     * @param places the fingerprint of each source to play; empty if it is live
     */
    static KilledRuns among(
            Collection<SourceStatus> told, Map<SourceSpec, String> places, String lecture, Instant now) {
        Map<SourceSpec, SourceStatus> unfinished = new HashMap<>();
        Map<SourceSpec, SourceStatus> finished = new HashMap<>();
        List<Instant> live = new ArrayList<>();
        places.forEach((spec, place) -> {
            List<SourceStatus> runs = latestFirst(told, spec.key(lecture));
            SourceStatus latest = runs.isEmpty() ? null : runs.get(0);
            if (latest == null || !isOf(spec, place, latest) || !latest.getAt().isAfter(now.minus(MEMORY))) {
                return;
            }
            if (place.isEmpty()) {
                killedSince(runs).ifPresent(live::add);
            } else {
                (hasEnded(latest) ? finished : unfinished).put(spec, latest);
            }
        });
        // An ingest that was stopped, and not killed, has ended all of its sources. Its files begin at the same time.
        finished.values()
                .removeIf(ended -> live.stream().noneMatch(since -> !since.isAfter(ended.getAt()))
                        && unfinished.values().stream()
                                .noneMatch(killed -> killed.getStartedAt().equals(ended.getStartedAt())));
        return new KilledRuns(unfinished, finished.keySet());
    }

    private static List<SourceStatus> latestFirst(Collection<SourceStatus> told, String key) {
        return told.stream()
                .filter(status ->
                        Keys.source(status.getLectureId(), status.getSourceId()).equals(key))
                .sorted(Comparator.comparing(SourceStatus::getAt).reversed())
                .toList();
    }

    private static boolean isOf(SourceSpec spec, String place, SourceStatus status) {
        return status.getPlace().equals(place)
                && Objects.equals(status.getUserId(), spec.userId().orElse(null));
    }

    private static boolean hasEnded(SourceStatus status) {
        return status.getSignal() == SourceSignal.END;
    }

    /** Returns when the first of a live source's runs began that were killed one after another, if the latest was. */
    private static Optional<Instant> killedSince(List<SourceStatus> latestFirst) {
        return latestFirst.stream()
                .takeWhile(status -> !hasEnded(status))
                .map(SourceStatus::getStartedAt)
                .min(Comparator.naturalOrder());
    }
}
