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

/** Finds the sources that send pictures, as their publishers tell. */
final class SendingSources {
    /** Publishers tell once a second what they have sent; one that was killed tells nothing more. */
    static final Duration SILENCE = Duration.ofMinutes(1);

    private SendingSources() {}

    /** Returns the names of those sources that have not ended and have told something within the last minute. */
    static List<String> of(SettingsOptions options, Predicate<SourceStatus> wanted) {
        try (TopicReader reader =
                TopicReader.open(options.stage(), options.settings(), List.of(Topics.SOURCES), true)) {
            Map<String, SourceStatus> sending = new TreeMap<>();
            Instant recently = Instant.now().minus(SILENCE);
            reader.readToEnd(record -> {
                String run = TopicReader.key(record);
                sending.remove(run);
                if (record.value() != null) {
                    SourceStatus status = TopicReader.value(Topics.SOURCES, record);
                    if (wanted.test(status)
                            && status.getSignal() != SourceSignal.END
                            && status.getAt().isAfter(recently)) {
                        sending.put(run, status);
                    }
                }
            });
            return sending.values().stream()
                    .map(SourceStatus::getSourceId)
                    .distinct()
                    .toList();
        }
    }
}
