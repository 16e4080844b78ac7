package io.moodstream.recordings;

import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.RecordingHeader;
import io.moodstream.schemas.TrustedRecords;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;

/**
 * Defines the file format of recordings: an Avro container file of a union of records, with an entry in its metadata
 * that distinguishes it from other such files.
 */
final class RecordingFormat {
    /** The key of the entry in the metadata. */
    static final String META = "moodstream.recording";

    /** The value of that entry: the version of the format. Records may gain fields without a new version. */
    static final String VERSION = "1";

    /** The schema of a record: one of these. */
    static final Schema SCHEMA = Schema.createUnion(
            RecordingHeader.getClassSchema(),
            Frame.getClassSchema(),
            FaceEmotions.getClassSchema(),
            LectureEvent.getClassSchema());

    static {
        TrustedRecords.trust();
    }

    private RecordingFormat() {}

    /** Returns the data model of the records: times are instants. */
    static SpecificData data() {
        SpecificData data = new SpecificData();
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        return data;
    }
}
