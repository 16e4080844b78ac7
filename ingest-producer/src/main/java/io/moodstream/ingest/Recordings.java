package io.moodstream.ingest;

import io.moodstream.ingest.replay.ReplayPlan;
import io.moodstream.ingest.sources.Place;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.recordings.RecordingReader;
import io.moodstream.recordings.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources of ingest that are recordings. Each one contains several sources with names of their own.
 *
 * @param plans the replay plan of each
 */
record Recordings(Map<SourceSpec, ReplayPlan> plans) {
    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);

    /**
     * Reads the recordings among the sources.
     *
     * @param broken takes those that cannot be played, with the reasons
     * @throws ConfigurationException if two sources have one id, or recordings cannot keep the pace that is set
     */
    static Recordings among(List<SourceSpec> specs, IngestConfig config, Map<SourceSpec, IOException> broken) {
        Map<SourceSpec, ReplayPlan> plans = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (SourceSpec spec : specs) {
            Optional<Path> file = recordingAt(spec.place());
            if (file.isPresent()) {
                try {
                    ReplayPlan plan = ReplayPlan.of(file.get(), Optional.empty(), Span.ALL);
                    plan.damages().forEach(damage -> LOG.warn("{}: {}", spec.place(), damage.sentence()));
                    plans.put(spec, plan);
                } catch (ConfigurationException e) {
                    broken.put(spec, new IOException(e.getMessage(), e));
                }
            }
        }
        if (!plans.isEmpty() && config.pace().perSecond().isPresent()) {
            faults.add("INGEST_FPS=" + config.fps()
                    + ": a recording keeps its own spacing; expected max or nothing beside one");
        }
        Recordings recordings = new Recordings(plans);
        faults.addAll(recordings.twice(without(broken, specs)));
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
        return recordings;
    }

    private static Optional<Path> recordingAt(Place place) {
        return place instanceof Place.LocalPath local
                ? Optional.of(local.path()).filter(RecordingReader::isRecording)
                : Optional.empty();
    }

    private List<String> twice(List<SourceSpec> specs) {
        Set<String> ids = new HashSet<>();
        others(specs).forEach(spec -> ids.add(spec.sourceId()));
        List<String> faults = new ArrayList<>();
        plans.forEach((spec, plan) -> plan.sources().keySet().stream()
                .filter(source -> !ids.add(source))
                .forEach(
                        source -> faults.add("Two sources are called " + source + ", one of them in " + spec.place())));
        return faults;
    }

    /** Returns the sources that are not broken. */
    static List<SourceSpec> without(Map<SourceSpec, IOException> broken, List<SourceSpec> specs) {
        return specs.stream().filter(spec -> !broken.containsKey(spec)).toList();
    }

    /** Returns the sources that are not recordings. */
    List<SourceSpec> others(List<SourceSpec> specs) {
        return specs.stream().filter(spec -> !plans.containsKey(spec)).toList();
    }

    /** Returns the length of each recording. */
    Stream<Duration> lengths() {
        return plans.values().stream().map(ReplayPlan::length);
    }
}
