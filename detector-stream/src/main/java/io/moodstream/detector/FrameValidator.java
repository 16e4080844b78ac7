package io.moodstream.detector;

import io.moodstream.pictures.PictureFormat;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Validates a frame's fields.
 *
 * @param maxAhead how far a capture time may be ahead of the wall clock
 */
record FrameValidator(Duration maxAhead) {

    /**
     * Checks a record, but not its picture.
     *
     * @throws RejectedFrameException naming the field, its value and what is expected
     */
    void check(@Nullable String key, @Nullable Frame frame, Instant now) {
        if (frame == null) {
            throw new RejectedFrameException("missing-frame", "the record has no value, expected a Frame");
        }
        name("lectureId", frame.getLectureId());
        name("sourceId", frame.getSourceId());
        if (frame.getUserId() != null) {
            name("userId", frame.getUserId());
        }
        String expected = Keys.source(frame.getLectureId(), frame.getSourceId());
        require(expected.equals(key), "wrong-key", "the record's key is " + key + ", expected " + expected);
        long sequence = frame.getSequence();
        require(sequence >= 0, "wrong-sequence", "sequence is " + sequence + ", expected 0 or more");
        time(frame.getCapturedAt(), now);
    }

    private static void name(String field, String value) {
        require(Keys.isName(value), "wrong-name", field + " is '" + shortened(value) + "', expected " + Keys.NAME_RULE);
    }

    private void time(Instant capturedAt, Instant now) {
        require(
                !capturedAt.isBefore(Instant.EPOCH),
                "wrong-time",
                "capturedAt is " + capturedAt + ", expected 1970 or later");
        require(
                !capturedAt.isAfter(now.plus(maxAhead)),
                "future-time",
                "capturedAt is " + capturedAt + ", more than DETECTOR_MAX_AHEAD=" + maxAhead + " after now, " + now);
    }

    /**
     * Returns the bytes of a frame's picture.
     *
     * @throws RejectedFrameException if they are none
     */
    static byte[] image(Frame frame) {
        ByteBuffer image = frame.getImage();
        byte[] bytes = bytes(image);
        require(bytes.length > 0, "empty-image", "image has 0 bytes, expected a JPEG or PNG");
        PictureFormat declared = frame.getEncoding() == ImageEncoding.PNG ? PictureFormat.PNG : PictureFormat.JPEG;
        PictureFormat actual = PictureFormat.of(bytes);
        require(
                actual == declared,
                "not-a-picture",
                "image of " + bytes.length + " bytes is " + actual + ", the frame says it is " + declared);
        return bytes;
    }

    /** Returns the bytes themselves if they are all of an array, as Avro reads them; pictures are large. */
    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer.hasArray() && buffer.array().length == buffer.remaining()) {
            return buffer.array();
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static String shortened(String value) {
        return value.length() <= 120 ? value : value.substring(0, 120) + "...";
    }

    private static void require(boolean good, String reason, String detail) {
        if (!good) {
            throw new RejectedFrameException(reason, detail);
        }
    }
}
