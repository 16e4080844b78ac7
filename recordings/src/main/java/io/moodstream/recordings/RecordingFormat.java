package io.moodstream.recordings;

import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.RecordingHeader;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;

/**
 * What a recording is: an Avro container file of a union of records, with an entry in its metadata that tells it from
 * other such files.
 */
final class RecordingFormat {
    /** The metadata's entry. */
    static final String META = "moodstream.recording";

    /** The format's version, its value. Records may gain fields without a new one. */
    static final String VERSION = "1";

    /** One of them is each record. */
    static final Schema SCHEMA = Schema.createUnion(
            RecordingHeader.getClassSchema(),
            Frame.getClassSchema(),
            FaceEmotions.getClassSchema(),
            LectureEvent.getClassSchema());

    /** Naming the topics makes Avro trust the records' classes. */
    static final List<Topic<?, ?>> TOPICS = List.of(Topics.FRAMES, Topics.EMOTIONS, Topics.LECTURE_EVENTS);

    private RecordingFormat() {}

    /** How records look in memory: times as instants. */
    static SpecificData data() {
        SpecificData data = new SpecificData();
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        return data;
    }
}
