package io.moodstream.ingest.sources;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.IntPointer;

/**
 * Which way is up. Phones store pictures and videos as the sensor lies and note how to turn them; decoding and encoding
 * again would lose the note, and faces would lie on their side.
 */
final class Orientation {
    private Orientation() {}

    /** How far the decoded picture has to be turned clockwise to stand upright: 0, 90, 180 or 270 degrees. */
    static int of(AVFrame decoded) {
        AVFrameSideData note = av_frame_get_side_data(decoded, AV_FRAME_DATA_DISPLAYMATRIX);
        if (note == null || note.isNull()) {
            return 0;
        }
        double counterclockwise = av_display_rotation_get(new IntPointer(note.data()));
        return Double.isNaN(counterclockwise) ? 0 : Math.floorMod(-90 * (int) Math.round(counterclockwise / 90), 360);
    }

    /** The JPEG with a note how far to turn it: the orientation tag of Exif 2.32, nothing else. */
    static byte[] note(byte[] jpeg, int clockwise) {
        int orientation = switch (clockwise) {
            case 90 -> 6;
            case 180 -> 3;
            case 270 -> 8;
            default -> 1;
        };
        if (orientation == 1) {
            return jpeg;
        }
        ByteBuffer noted = ByteBuffer.allocate(jpeg.length + 36);
        noted.put(jpeg, 0, 2); // start of image
        noted.putShort((short) 0xffe1).putShort((short) 34).put(new byte[] {'E', 'x', 'i', 'f', 0, 0});
        noted.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 1); // TIFF, big-endian, one entry
        noted.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        noted.putShort((short) 0).putInt(0); // padding of the value; no further directory
        return noted.put(jpeg, 2, jpeg.length - 2).array();
    }
}
