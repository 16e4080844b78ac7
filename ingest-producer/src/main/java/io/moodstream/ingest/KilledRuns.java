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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        Map<String, SourceStatus> latest = new HashMap<>();
        try (TopicReader reader = new TopicReader(KafkaDefaults.consumer(stage, settings))) {
            reader.startSince(now.minus(MEMORY), List.of(Topics.SOURCES));
            reader.readToEnd(record -> keepLatest(latest, record));
        } catch (UnknownTopicOrPartitionException e) {
            LOG.debug("Nobody has published yet", e);
        }
        return among(latest, places, config.lecture(), now);
    }

    private static void keepLatest(Map<String, SourceStatus> latest, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            SourceStatus status = TopicReader.value(Topics.SOURCES, record);
            latest.merge(
                    Keys.source(status.getLectureId(), status.getSourceId()),
                    status,
                    (known, next) -> next.getAt().isBefore(known.getAt()) ? known : next);
        } catch (SerializationException e) {
            LOG.debug("A status in the topic sources cannot be read", e);
        }
    }

    /**
     * Finds the runs of files that go on.
     *
     * @param latest the last status of the latest run of each source, by its key
     * @param places the fingerprint of each source to play; empty if it is live
     */
    static KilledRuns among(
            Map<String, SourceStatus> latest, Map<SourceSpec, String> places, String lecture, Instant now) {
        Map<SourceSpec, SourceStatus> unfinished = new HashMap<>();
        Map<SourceSpec, SourceStatus> finished = new HashMap<>();
        places.forEach((spec, place) -> {
            SourceStatus status = latest.get(spec.key(lecture));
            if (status != null && isOf(spec, place, status) && status.getAt().isAfter(now.minus(MEMORY))) {
                (status.getSignal() == SourceSignal.END ? finished : unfinished).put(spec, status);
            }
        });
        // An ingest that was stopped, and not killed, has ended all of its sources.
        finished.values()
                .removeIf(ended -> unfinished.values().stream().noneMatch(killed -> arePlayedTogether(ended, killed)));
        finished.keySet().removeIf(spec -> isLive(places, spec));
        unfinished.keySet().removeIf(spec -> isLive(places, spec));
        return new KilledRuns(unfinished, finished.keySet());
    }

    private static boolean isLive(Map<SourceSpec, String> places, SourceSpec spec) {
        return "".equals(places.get(spec));
    }

    private static boolean isOf(SourceSpec spec, String place, SourceStatus status) {
        return status.getPlace().equals(place)
                && Objects.equals(status.getUserId(), spec.userId().orElse(null));
    }

    /** Files that are played together begin at the same time; a live source begins with its first picture. */
    private static boolean arePlayedTogether(SourceStatus ended, SourceStatus killed) {
        return killed.getPlace().isEmpty()
                ? !killed.getStartedAt().isAfter(ended.getAt())
                : killed.getStartedAt().equals(ended.getStartedAt());
    }
}
