package io.moodstream.ingest.sources;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FAST_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes decoded pictures as JPEG with FFmpeg, straight from the planes of the decoder: no
 * conversion to RGB and back. Video's limited range and its colour matrix become what JFIF means (full range, BT.601).
 */
final class JpegEncoder implements AutoCloseable {
    /**
     * FFmpeg's quantiser for quality 0 of the usual scale, from the means of the two default tables: 57.6 of the JPEG
     * standard's luminance table (ISO/IEC 10918-1, K.1) at quality 50, and 27.4 / 8 of MPEG-1's intra table.
     */
    private static final double QUANTISER = 2 * 57.6 * 8 / 27.4;

    private static final String CANNOT = "FFmpeg cannot make a JPEG of a picture";
    private static final int FINEST = 2;
    private static final int COARSEST = 31;

    private final int lambda;
    private final SwsContext converter = sws_alloc_context();
    private final AVFrame converted = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private @Nullable AVCodecContext encoder;
    private long count;

    /**
     * @param quality 1 to 100, about what libjpeg means by it
     */
    JpegEncoder(int quality) {
        long quantiser = Math.round(QUANTISER * (1 - quality / 100.0));
        this.lambda = (int) Math.max(FINEST, Math.min(COARSEST, quantiser)) * FF_QP2LAMBDA;
    }

    /**
     * Returns the picture as a JPEG.
     *
     * @param picture any pixel format, not interlaced
     * @param width of the JPEG, pixels
     * @param height of the JPEG, pixels
     * @throws IOException if FFmpeg refuses it
     */
    byte[] encode(AVFrame picture, int width, int height) throws IOException {
        AVCodecContext jpeg = encoder(width, height);
        boolean sameSize = width == picture.width() && height == picture.height();
        boolean larger = width > picture.width() || height > picture.height();
        converter.flags(sameSize ? SWS_FAST_BILINEAR : larger ? SWS_BICUBIC : SWS_AREA);
        Ffmpeg.check(sws_scale_frame(converter, converted, picture), CANNOT);
        converted.pts(count++).quality(lambda);
        Ffmpeg.check(avcodec_send_frame(jpeg, converted), CANNOT);
        Ffmpeg.check(avcodec_receive_packet(jpeg, packet), CANNOT);
        byte[] image = new byte[packet.size()];
        packet.data().get(image);
        av_packet_unref(packet);
        return image;
    }

    private AVCodecContext encoder(int width, int height) throws IOException {
        if (encoder != null && encoder.width() == width && encoder.height() == height) {
            return encoder;
        }
        closeEncoder();
        av_frame_unref(converted);
        converted.width(width).height(height).format(AV_PIX_FMT_YUV420P);
        converted.color_range(AVCOL_RANGE_JPEG).colorspace(AVCOL_SPC_BT470BG);
        AVCodecContext opened = avcodec_alloc_context3(avcodec_find_encoder(AV_CODEC_ID_MJPEG));
        encoder = opened;
        opened.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P);
        opened.color_range(AVCOL_RANGE_JPEG).thread_count(1);
        opened.time_base().num(1).den(25);
        opened.flags(opened.flags() | AV_CODEC_FLAG_QSCALE).global_quality(lambda);
        // One pass with the standard's tables instead of two: a quarter faster for 8 % more bytes.
        Ffmpeg.check(av_opt_set(opened.priv_data(), "huffman", "default", 0), CANNOT);
        Ffmpeg.check(avcodec_open2(opened, null, (@Nullable PointerPointer<AVDictionary>) null), CANNOT);
        return opened;
    }

    private void closeEncoder() {
        if (encoder != null) {
            avcodec_free_context(encoder);
            encoder = null;
        }
    }

    @Override
    public void close() {
        closeEncoder();
        av_packet_free(packet);
        av_frame_free(converted);
        sws_free_context(converter);
    }
}
