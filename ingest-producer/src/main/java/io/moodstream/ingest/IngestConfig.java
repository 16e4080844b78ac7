package io.moodstream.ingest;

import io.moodstream.ingest.sources.Pace;
import io.moodstream.ingest.sources.SourceOptions;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Setting;
import io.moodstream.schemas.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The settings of ingest, read from INGEST_*.
 *
 * @param lecture the lecture all sources belong to
 * @param sources what to publish, in {@link SourceSpec}'s grammar, separated by blanks
 * @param fps how fast: see {@link Pace}
 * @param folderFps pictures a second of a folder
 * @param start event time of a file's first picture
 * @param loop whether files start again when they have ended
 * @param resume whether a file goes on where its frames end if ingest was killed
 * @param jpegQuality of the JPEGs made of video and of pictures scaled down
 * @param maxWidth widest picture published out of a video, a camera or a stream; 0 for any
 * @param inFlight frames of one source sent and not yet acknowledged
 * @param connectTimeout how long a stream may be silent
 * @param backoffMax longest pause between attempts to reconnect
 */
public record IngestConfig(
        @Setting(value = "demo", doc = "The lecture all sources belong to; photos is reserved for single pictures")
        String lecture,

        @Setting(
                value = "",
                doc = "What to publish, separated by blanks, each [SOURCE[@USER]=]PLACE; PLACE is a folder of"
                        + " pictures, a picture, a video, a recording, an rtsp:// or http:// address, camera:0, or"
                        + " sample")
        String sources,

        @Setting(
                value = "",
                doc = "Pictures a second that are taken from each source; max plays files as fast as they go;"
                        + " the source's own pace when empty")
        String fps,

        @Setting(value = "1", min = 0.001, max = 1000, doc = "A folder's own pace, pictures a second")
        double folderFps,

        @Setting(
                value = "",
                doc =
                        "Event time of a file's first picture, such as 2026-03-02T08:00:00Z; when empty the last whole ten"
                                + " seconds, where windows begin, and for max so long ago that the longest file ends now")
        Optional<String> start,

        @Setting(value = "false", doc = "Whether files start again when they have ended")
        boolean loop,

        @Setting(
                value = "true",
                doc = "Whether a file goes on where its frames end if ingest was killed less than an hour ago; not with"
                        + " INGEST_START")
        boolean resume,

        @Setting(
                value = "90",
                min = 1,
                max = 100,
                doc = "Quality of the JPEGs made of video and of pictures scaled down, on the usual scale to 100")
        int jpegQuality,

        @Setting(
                value = "0",
                min = 0,
                max = 16384,
                doc = "Widest picture published out of a video, camera or stream, pixels; wider ones are scaled; 0"
                        + " for any")
        int maxWidth,

        @Setting(
                value = "16",
                min = 1,
                max = 10000,
                doc = "Frames of one source sent and not yet acknowledged; beyond it files wait and live sources"
                        + " drop all but the newest")
        int inFlight,

        @Setting(
                value = "10s",
                min = 0.1,
                max = 600,
                doc = "How long a stream may take to answer or stay silent before it counts as broken")
        Duration connectTimeout,

        @Setting(value = "30s", min = 0.5, max = 3600, doc = "Longest pause before a broken stream is tried again")
        Duration backoffMax) {

    /** Checks what the bounds of single settings cannot express. */
    public IngestConfig {
        List<String> faults = new ArrayList<>();
        if (!Keys.isName(lecture)) {
            faults.add("INGEST_LECTURE=" + lecture + ": expected " + Keys.NAME_RULE);
        }
        if (lecture.equals(Keys.PHOTOS)) {
            faults.add("INGEST_LECTURE=" + lecture
                    + ": expected another name; this one is reserved for single pictures that belong to no lecture");
        }
        fault(() -> Pace.of(fps)).ifPresent(faults::add);
        fault(() -> start.ifPresent(IngestConfig::instant)).ifPresent(faults::add);
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }

    /** Returns how fast sources are played. */
    public Pace pace() {
        return Pace.of(fps);
    }

    /** Returns whether files may go on where an ingest that was killed has left them. */
    boolean resumes() {
        return resume && start.isEmpty();
    }

    /** Returns how sources are read. */
    public SourceOptions sourceOptions() {
        return new SourceOptions(pace(), folderFps, jpegQuality, maxWidth, connectTimeout);
    }

    /** Returns the event time of a file's first picture, if it is set. */
    Optional<Instant> startsAt() {
        return start.map(IngestConfig::instant);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ConfigurationException(
                    "INGEST_START=" + text + ": expected an instant such as 2026-03-02T08:00:00Z");
        }
    }

    private static Optional<String> fault(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (ConfigurationException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
