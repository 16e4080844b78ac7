package io.moodstream.ingest.sources;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.IntPointer;

/**
 * Reads the orientation of a picture. Phones store pictures and videos as the sensor lies, with a note of how to turn
 * them; decoding and encoding again would lose the note, and faces would lie on their side.
 */
final class Orientation {
    private Orientation() {}

    /**
     * Returns by how many degrees the decoded picture has to be turned clockwise to stand upright: 0, 90, 180 or 270.
     */
    static int of(AVFrame decoded) {
        AVFrameSideData note = av_frame_get_side_data(decoded, AV_FRAME_DATA_DISPLAYMATRIX);
        if (note == null || note.isNull()) {
            return 0;
        }
        double counterclockwise = av_display_rotation_get(new IntPointer(note.data()));
        return Double.isNaN(counterclockwise) ? 0 : Math.floorMod(-90 * (int) Math.round(counterclockwise / 90), 360);
    }
}
