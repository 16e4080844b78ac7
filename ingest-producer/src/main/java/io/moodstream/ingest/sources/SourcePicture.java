package io.moodstream.ingest.sources;

import io.moodstream.pictures.PictureFormat;
import io.moodstream.schemas.ImageEncoding;
import java.time.Duration;

/**
 * An encoded picture out of a source.
 *
 * @param image its bytes; those of a folder's files are passed on unread, so they may be anything
 * @param position time since the source's first picture; zero for live sources, whose pictures are of now
 * @param scaled whether it was made smaller to fit into the topic
 */
public record SourcePicture(byte[] image, Duration position, boolean scaled) {

    /** PNG where the bytes say so, otherwise JPEG, which whoever decodes it has to check anyway. */
    public ImageEncoding encoding() {
        return PictureFormat.of(image) == PictureFormat.PNG ? ImageEncoding.PNG : ImageEncoding.JPEG;
    }
}
