package io.moodstream.ingest.sources;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * Takes interlaced pictures apart. Their odd and even lines were taken at two times, so that whoever moves looks like a
 * comb. The lines of one time alone are half as many, and not torn.
 */
final class Fields {
    /** libavutil/frame.h; JavaCPP leaves them out. */
    private static final int INTERLACED = 1 << 3;

    private static final int TOP_FIELD_FIRST = 1 << 4;

    private static final int PLANES = 4;

    private Fields() {}

    /** Returns whether the picture's lines are of two times. */
    static boolean interlaced(AVFrame picture) {
        return (picture.flags() & INTERLACED) != 0 && picture.height() >= 4;
    }

    /** Returns the lines that were taken first, as a picture of half the height that shares its memory; to be freed. */
    static AVFrame first(AVFrame interlaced) {
        AVFrame field = av_frame_clone(interlaced);
        boolean top = (interlaced.flags() & TOP_FIELD_FIRST) != 0;
        for (int plane = 0; plane < PLANES; plane++) {
            BytePointer data = field.data(plane);
            if (data != null && !data.isNull()) {
                int line = field.linesize(plane);
                field.data(plane, top ? data : data.getPointer(line)).linesize(plane, 2 * line);
            }
        }
        int half = interlaced.height() / 2;
        // An even number, so that no line of halved colours lies behind the picture.
        return field.height(half - half % 2).flags(field.flags() & ~INTERLACED);
    }
}
