package io.moodstream.launcher.lectures;

import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads what publishers tell of their sources. */
final class SourceStatuses {
    /** Publishers tell once a second what they have sent; one that was killed tells nothing more. */
    static final Duration SILENCE = Duration.ofMinutes(1);

    private SourceStatuses() {}

    /** Returns the latest status of each run that is wanted, in the order of their keys. */
    static List<SourceStatus> read(SettingsOptions options, Predicate<SourceStatus> wanted) {
        try (TopicReader reader =
                TopicReader.open(options.stage(), options.settings(), List.of(Topics.SOURCES), true)) {
            Map<String, SourceStatus> latest = new TreeMap<>();
            reader.readToEnd(record -> {
                String run = TopicReader.key(record);
                latest.remove(run);
                if (record.value() != null) {
                    SourceStatus status = TopicReader.value(Topics.SOURCES, record);
                    if (wanted.test(status)) {
                        latest.put(run, status);
                    }
                }
            });
            return List.copyOf(latest.values());
        }
    }

    /** Returns whether a source is the lecture's. */
    static Predicate<SourceStatus> of(String lecture) {
        return status -> status.getLectureId().equals(lecture);
    }

    /** Returns whether a source has not ended and has told something within the last minute. */
    static boolean isSending(SourceStatus status) {
        return status.getSignal() != SourceSignal.END
                && status.getAt().isAfter(Instant.now().minus(SILENCE));
    }

    /** Returns the names of those sources that send pictures. */
    static List<String> sending(SettingsOptions options, Predicate<SourceStatus> wanted) {
        return read(options, wanted.and(SourceStatuses::isSending)).stream()
                .map(SourceStatus::getSourceId)
                .distinct()
                .toList();
    }
}
