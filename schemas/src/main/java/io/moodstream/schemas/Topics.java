package io.moodstream.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;

/** Lists all topics of the pipeline. */
public final class Topics {
    /** Size of the largest record that a topic accepts, bytes: 1 MiB, and 64 KiB for keys and headers. */
    public static final int MAX_RECORD_BYTES = 1024 * 1024 + 64 * 1024;

    /**
     * Size of the largest encoded picture in a frame, bytes. Larger pictures are scaled down before they are published.
     */
    public static final int MAX_IMAGE_BYTES = 900_000;

    /**
     * Header of a record: when its frame was published, UTC milliseconds as 8 bytes, big-endian. Every stage passes it
     * on.
     */
    public static final String PUBLISHED_AT = "published-at";

    /**
     * Header of an END of a source whose user is being erased: every stage passes it on and deletes what it keeps of the
     * source and the user. Its value is empty.
     */
    public static final String ERASED = "erased";

    /**
     * Header of a frame: its publisher made the JPEG, or has read it to its end and found nothing missing. The detector does
     * not do that again then, and does not pass the header on. Its value is empty.
     */
    public static final String WHOLE = "whole";

    /** Number of partitions of every topic but those of single pictures; the operator may choose another for sources. */
    public static final int PARTITIONS = 8;

    /**
     * How long the demo's own broker keeps the frames and faces of files: at their own pace they may wait for long before
     * slow stages read them.
     */
    public static final Duration DEMO_RETENTION = Duration.ofHours(5);

    /** Single pictures are few. */
    private static final int PHOTO_PARTITIONS = 2;

    /** Whoever sent a single picture waits for some seconds; older systems show it for some minutes. */
    private static final Duration PHOTO_RETENTION = Duration.ofMinutes(10);

    /** Pictures, as captured. */
    public static final Topic<String, Frame> FRAMES = new Topic<>(
            "frames", Serdes.String(), new AvroSerde<>(Frame.class), PARTITIONS, Duration.ofMinutes(10), false);

    /** What each publisher has sent: see {@link SourceStatus}. */
    public static final Topic<String, SourceStatus> SOURCES = new Topic<>(
            "sources", Serdes.String(), new AvroSerde<>(SourceStatus.class), PARTITIONS, Duration.ofDays(7), true);

    /** The faces of each frame. They are kept longer than frames because they are small. */
    public static final Topic<String, FaceCrops> FACES = new Topic<>(
            "faces", Serdes.String(), new AvroSerde<>(FaceCrops.class), PARTITIONS, Duration.ofMinutes(30), false);

    /** The topics that the demo keeps for {@link #DEMO_RETENTION}. */
    public static final List<Topic<?, ?>> LONGER_IN_DEMO = List.of(FRAMES, FACES);

    /** The visible expressions of each frame's faces. */
    public static final Topic<String, FaceEmotions> EMOTIONS = new Topic<>(
            "emotions", Serdes.String(), new AvroSerde<>(FaceEmotions.class), PARTITIONS, Duration.ofHours(6), false);

    /** Single pictures, which belong to no lecture: they do not wait behind the frames of a class. */
    public static final Topic<String, Frame> PHOTOS = new Topic<>(
            "photos", Serdes.String(), new AvroSerde<>(Frame.class), PHOTO_PARTITIONS, PHOTO_RETENTION, false);

    /** The faces of each single picture. */
    public static final Topic<String, FaceCrops> PHOTO_FACES = new Topic<>(
            "photo-faces", Serdes.String(), new AvroSerde<>(FaceCrops.class), PHOTO_PARTITIONS, PHOTO_RETENTION, false);

    /** The visible expressions of each single picture's faces. */
    public static final Topic<String, FaceEmotions> PHOTO_EMOTIONS = new Topic<>(
            "photo-emotions",
            Serdes.String(),
            new AvroSerde<>(FaceEmotions.class),
            PHOTO_PARTITIONS,
            PHOTO_RETENTION,
            false);

    /** A lecture's mood, window by window. */
    public static final Topic<String, LectureMood> MOODS = new Topic<>(
            "moods", Serdes.String(), new AvroSerde<>(LectureMood.class), PARTITIONS, Duration.ofDays(7), true);

    /** Who may need the teacher. */
    public static final Topic<String, Attention> ATTENTION = new Topic<>(
            "attention", Serdes.String(), new AvroSerde<>(Attention.class), PARTITIONS, Duration.ofDays(7), false);

    /** Notes on moments of a lecture, its title, and the events that end or delete it. */
    public static final Topic<String, LectureEvent> LECTURE_EVENTS = new Topic<>(
            "lecture-events",
            Serdes.String(),
            new AvroSerde<>(LectureEvent.class),
            PARTITIONS,
            Duration.ofDays(7),
            false);

    /** What teachers have decided about a lecture: see {@link LectureSettings}. */
    public static final Topic<String, LectureSettings> LECTURE_SETTINGS = new Topic<>(
            "lecture-settings",
            Serdes.String(),
            new AvroSerde<>(LectureSettings.class),
            PARTITIONS,
            Duration.ofMillis(-1),
            true);

    /** One report per lecture. */
    public static final Topic<String, LectureReport> LECTURE_REPORTS = new Topic<>(
            "lecture-reports",
            Serdes.String(),
            new AvroSerde<>(LectureReport.class),
            PARTITIONS,
            Duration.ofMillis(-1),
            true);

    /** Titles that fit a user's current expression. */
    public static final Topic<String, Recommendation> RECOMMENDATIONS = new Topic<>(
            "recommendations",
            Serdes.String(),
            new AvroSerde<>(Recommendation.class),
            PARTITIONS,
            Duration.ofDays(7),
            true);

    /** Who was erased: kept for ever, so that nobody comes back while a topic holds records that share a partition. */
    public static final Topic<String, Erasure> ERASURES = new Topic<>(
            "erasures", Serdes.String(), new AvroSerde<>(Erasure.class), PARTITIONS, Duration.ofMillis(-1), true);

    /**
     * Who agreed that pictures are sent, and who withdrew that: kept for three years, in which claims are usually made.
     */
    public static final Topic<String, Consent> CONSENTS = new Topic<>(
            "consents", Serdes.String(), new AvroSerde<>(Consent.class), PARTITIONS, Duration.ofDays(3 * 365), true);

    /** What each start of a stage that classifies was for: kept for ever, because whoever asks may ask late. */
    public static final Topic<String, AuditEntry> AUDIT = new Topic<>(
            "audit", Serdes.String(), new AvroSerde<>(AuditEntry.class), PARTITIONS, Duration.ofMillis(-1), false);

    /**
     * Records that could not be processed: the input's bytes, with the reason in headers {@code __streams.errors.*}.
     */
    public static final Topic<byte[], byte[]> DEAD_LETTERS = new Topic<>(
            "dead-letters",
            Serdes.ByteArray(),
            Serdes.ByteArray(),
            PARTITIONS,
            Duration.ofDays(3),
            false,
            // The largest input, its reason and a stack trace must fit, or the stage would stop at that record.
            MAX_RECORD_BYTES + 512 * 1024);

    /** All topics, in the order of the pipeline. */
    public static final List<Topic<?, ?>> ALL = List.of(
            FRAMES,
            SOURCES,
            FACES,
            EMOTIONS,
            PHOTOS,
            PHOTO_FACES,
            PHOTO_EMOTIONS,
            MOODS,
            ATTENTION,
            LECTURE_EVENTS,
            LECTURE_SETTINGS,
            LECTURE_REPORTS,
            RECOMMENDATIONS,
            ERASURES,
            CONSENTS,
            AUDIT,
            DEAD_LETTERS);

    /**
     * Topics that must have the same number of partitions, because a source, and the signals that ask where it is, go
     * through partitions of the same number from one to the next. More cores need more of these partitions.
     */
    public static final List<Topic<?, ?>> OF_SOURCES = List.of(FRAMES, FACES, EMOTIONS);

    /**
     * Topics that must have the same number of partitions, because a lecture's events and its published report meet in
     * one, and there its emotions, which come through a topic of the recommender's own with as many.
     */
    public static final List<Topic<?, ?>> OF_LECTURES = List.of(LECTURE_EVENTS, LECTURE_REPORTS);

    private Topics() {}

    /** Returns the topics that must have as many partitions as this one, or the one of its name; else none. */
    public static List<Topic<?, ?>> coPartitionedWith(Topic<?, ?> topic) {
        return Stream.of(OF_SOURCES, OF_LECTURES)
                .filter(group -> group.stream().anyMatch(each -> each.name().equals(topic.name())))
                .findFirst()
                .orElse(List.of());
    }

    /** Returns whether a source's frames go through a topic, so that more partitions let more cores work on them. */
    public static boolean isOfSources(Topic<?, ?> topic) {
        return coPartitionedWith(topic).equals(OF_SOURCES);
    }

    /** Returns the topic with the given name, if there is one. */
    public static Optional<Topic<?, ?>> named(String name) {
        return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }
}
