package io.moodstream.ingest.sources;

import io.moodstream.pictures.PictureFormat;
import io.moodstream.schemas.ImageEncoding;
import java.time.Duration;

/**
 * An encoded picture of a source.
 *
 * @param image its bytes; those of a folder's files may be anything
 * @param position time since the source's first picture, by the source's own time stamps
 * @param scaled whether it was scaled down to fit into the topic
 * @param state what is known of it
 */
public record SourcePicture(byte[] image, Duration position, boolean scaled, State state) {
    /** What is known of a picture. */
    public enum State {
        /** Nothing: it was passed on as it came. */
        UNREAD,
        /** It was made here, or read to its end, and nothing is missing. */
        WHOLE,
        /** It cannot be decoded, and so becomes a dead letter. */
        BROKEN
    }

    /** Returns PNG if the bytes say so, otherwise JPEG; the decoder checks it. */
    public ImageEncoding encoding() {
        return PictureFormat.of(image) == PictureFormat.PNG ? ImageEncoding.PNG : ImageEncoding.JPEG;
    }
}
