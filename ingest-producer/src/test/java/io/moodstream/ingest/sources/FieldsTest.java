package io.moodstream.ingest.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static final int INTERLACED = 1 << 3;
    private static final int TOP_FIRST = 1 << 4;

    @Test
    void theLinesThatWereTakenFirstAreKept() {
        assertThat(lines(6, INTERLACED | TOP_FIRST)).containsExactly(0, 2);
        assertThat(lines(8, INTERLACED | TOP_FIRST)).containsExactly(0, 2, 4, 6);
        assertThat(lines(8, INTERLACED)).containsExactly(1, 3, 5, 7);
    }

    @Test
    void onlyPicturesThatSaySoAreInterlaced() {
        AVFrame picture = picture(8, 0);
        assertThat(Fields.interlaced(picture)).isFalse();
        av_frame_free(picture);
    }

    private static List<Integer> lines(int height, int flags) {
        AVFrame picture = picture(height, flags);
        AVFrame field = Fields.first(picture);
        List<Integer> lines = new ArrayList<>();
        for (int y = 0; y < field.height(); y++) {
            lines.add((int) field.data(0).get((long) y * field.linesize(0)));
        }
        assertThat(Fields.interlaced(picture)).isTrue();
        assertThat(Fields.interlaced(field)).isFalse();
        av_frame_free(field);
        av_frame_free(picture);
        return lines;
    }

    /** Each line is of its number. */
    private static AVFrame picture(int height, int flags) {
        AVFrame picture = av_frame_alloc()
                .width(16)
                .height(height)
                .format(AV_PIX_FMT_GRAY8)
                .flags(flags);
        assertThat(av_frame_get_buffer(picture, 0)).isZero();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < 16; x++) {
                picture.data(0).put((long) y * picture.linesize(0) + x, (byte) y);
            }
        }
        return picture;
    }
}
