package io.moodstream.ingest.sources;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.IntPointer;

/**
 * Reads the orientation of a picture. Phones store pictures and videos as the sensor lies, with a note of how to turn
 * and mirror them; decoding and encoding again would lose the note, and faces would lie on their side.
 */
final class Orientation {
    private Orientation() {}

    /** Returns how the decoded picture has to be turned and mirrored to stand upright, as EXIF says it: 1 to 8. */
    static int of(AVFrame decoded) {
        AVFrameSideData note = av_frame_get_side_data(decoded, AV_FRAME_DATA_DISPLAYMATRIX);
        return note == null || note.isNull() ? 1 : of(new IntPointer(note.data()));
    }

    /**
     * Returns the nearest of EXIF's eight orientations.
     *
     * @param matrix FFmpeg's display matrix: a pixel at (x, y) is shown at (m0 x + m3 y, m1 x + m4 y)
     */
    static int of(IntPointer matrix) {
        long xx = matrix.get(0);
        long xy = matrix.get(1);
        long yx = matrix.get(3);
        long yy = matrix.get(4);
        if (Math.abs(xx) + Math.abs(yy) >= Math.abs(xy) + Math.abs(yx)) {
            return xx >= 0 ? (yy >= 0 ? 1 : 4) : (yy >= 0 ? 2 : 3);
        }
        return xy >= 0 ? (yx >= 0 ? 5 : 6) : (yx >= 0 ? 8 : 7);
    }
}
