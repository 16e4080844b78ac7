package io.moodstream.ingest.sources;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.moodstream.schemas.ImageEncoding;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Decodes one JPEG or PNG. It refuses damaged pictures and those with too many pixels, and repairs none. */
final class FfmpegPictureDecoder {
    /** About 150 MB decoded; more than any camera of today makes. FFmpeg looks before it allocates. */
    private static final long MAX_PIXELS = 50_000_000;

    private static final String FAULT = "not a whole JPEG or PNG of at most 50 million pixels";

    private FfmpegPictureDecoder() {}

    /**
     * @return the picture; the caller frees it
     * @throws IOException if it is neither JPEG nor PNG, damaged, or of more than 50 million pixels
     */
    static AVFrame decode(SourcePicture picture) throws IOException {
        int codec = picture.encoding() == ImageEncoding.PNG ? AV_CODEC_ID_PNG : AV_CODEC_ID_MJPEG;
        AVCodecContext decoder = avcodec_alloc_context3(avcodec_find_decoder(codec));
        AVPacket packet = av_packet_alloc();
        AVFrame decoded = av_frame_alloc();
        try {
            decoder.max_pixels(MAX_PIXELS).err_recognition(AV_EF_EXPLODE).thread_count(1);
            Ffmpeg.check(avcodec_open2(decoder, null, (@Nullable PointerPointer<AVDictionary>) null), FAULT);
            Ffmpeg.check(av_new_packet(packet, picture.image().length), FAULT);
            packet.data().put(picture.image());
            Ffmpeg.check(avcodec_send_packet(decoder, packet), FAULT);
            Ffmpeg.check(avcodec_receive_frame(decoder, decoded), FAULT);
            return decoded;
        } catch (IOException e) {
            av_frame_free(decoded);
            throw e;
        } finally {
            av_packet_free(packet);
            avcodec_free_context(decoder);
        }
    }
}
