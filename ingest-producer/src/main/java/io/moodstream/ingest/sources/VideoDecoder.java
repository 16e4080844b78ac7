package io.moodstream.ingest.sources;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOTIMESTAMPS;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Decodes the video stream of a file, a camera or a network stream, picture by picture. */
final class VideoDecoder implements AutoCloseable {
    private static final String NO_DEVICE_MODULE = "FFmpeg's device module cannot be loaded, on Linux because system"
            + " libraries are missing (Debian/Ubuntu: apt install libpulse0 libasound2 libxcb1 libxcb-shm0)";

    /** What FFmpeg assumes where a stream does not say its rate. */
    private static final double USUAL_RATE = 25;

    /** A rate is believed if a picture stands no longer than {@link VideoClock} lets it, and no camera is faster. */
    private static final double SLOWEST_RATE = 1.0 / 600;

    private static final double FASTEST_RATE = 100_000;

    /** A video that states more has a damaged header: its pictures would lie before all others. */
    private static final Duration LONGEST = Duration.ofDays(30);

    /** As for pictures in folders; a film in 8K has 33 million. */
    private static final long MAX_PIXELS = 50_000_000;

    private static final int MICROSECONDS = 1_000_000;

    private final String name;
    private final AVFormatContext input;
    private final AVStream stream;
    private final AVCodecContext decoder;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame picture = av_frame_alloc();
    private boolean flushing;
    private int ending = AVERROR_EOF;

    private VideoDecoder(String name, AVFormatContext input, AVStream stream, AVCodecContext decoder) {
        this.name = name;
        this.input = input;
        this.stream = stream;
        this.decoder = decoder;
    }

    /**
     * Opens a video and looks for its video stream.
     *
     * @param name its name in messages
     * @throws IOException saying why it cannot be read, without secrets of its address
     */
    static VideoDecoder open(String name, VideoInput place) throws IOException {
        Ffmpeg.quiet();
        String fault = name + " cannot be opened";
        AVFormatContext input = avformat_alloc_context();
        AVDictionary options = new AVDictionary(null);
        try {
            place.options().forEach((key, value) -> av_dict_set(options, key, value, 0));
            AVInputFormat format =
                    place.format().isPresent() ? device(place.format().get(), fault) : null;
            Ffmpeg.check(avformat_open_input(input, place.url(), format, options), fault);
        } finally {
            av_dict_free(options);
        }
        try {
            Ffmpeg.check(avformat_find_stream_info(input, (@Nullable PointerPointer<AVDictionary>) null), fault);
            refuseTiles(name, input);
            int index = av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, (@Nullable AVCodec) null, 0);
            if (index < 0 || (input.streams(index).disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0) {
                throw new IOException(name + " has no video in it");
            }
            AVStream stream = input.streams(index);
            refuseTooLarge(name, stream);
            return new VideoDecoder(name, input, stream, decoder(stream, fault).max_pixels(MAX_PIXELS));
        } catch (IOException e) {
            avformat_close_input(input);
            throw e;
        }
    }

    /** Each tile is a stream: the first one would pass for the whole picture. */
    private static void refuseTiles(String name, AVFormatContext input) throws IOException {
        for (int i = 0; i < input.nb_stream_groups(); i++) {
            if (input.stream_groups(i).type() == AV_STREAM_GROUP_PARAMS_TILE_GRID) {
                throw new IOException(name + " is a picture in tiles (HEIC or AVIF) and no video");
            }
        }
    }

    private static void refuseTooLarge(String name, AVStream stream) throws IOException {
        int width = stream.codecpar().width();
        int height = stream.codecpar().height();
        if ((long) width * height > MAX_PIXELS) {
            throw new IOException(name + " has pictures of " + width + "x" + height + " pixels; expected at most "
                    + MAX_PIXELS + " pixels");
        }
    }

    private static AVInputFormat device(String format, String fault) throws IOException {
        try {
            avdevice_register_all();
        } catch (LinkageError e) {
            throw new IOException(fault + ": " + NO_DEVICE_MODULE);
        }
        AVInputFormat device = av_find_input_format(format);
        if (device == null || device.isNull()) {
            throw new IOException(fault + ": " + NO_DEVICE_MODULE);
        }
        return device;
    }

    /** Returns an open decoder for a stream; the caller frees it. */
    static AVCodecContext decoder(AVStream stream, String fault) throws IOException {
        AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            throw new IOException(fault + ": its kind of compression is not known");
        }
        AVCodecContext decoder = avcodec_alloc_context3(codec);
        try {
            Ffmpeg.check(avcodec_parameters_to_context(decoder, stream.codecpar()), fault);
            decoder.pkt_timebase(stream.time_base()).thread_count(1); // each source has a thread of its own
            Ffmpeg.check(avcodec_open2(decoder, codec, (@Nullable PointerPointer<AVDictionary>) null), fault);
            return decoder;
        } catch (IOException e) {
            avcodec_free_context(decoder);
            throw e;
        }
    }

    /**
     * Decodes the next picture. What cannot be decoded is left out.
     *
     * @return the picture, valid until the next call; null after the last
     */
    @Nullable
    AVFrame next() {
        while (true) {
            int received = avcodec_receive_frame(decoder, picture);
            if (received >= 0) {
                return picture;
            }
            if (flushing) {
                return null;
            }
            feed();
        }
    }

    private void feed() {
        int read = av_read_frame(input, packet);
        if (read == AVERROR_EAGAIN()) {
            return;
        }
        if (read < 0) {
            flushing = true;
            ending = read;
            avcodec_send_packet(decoder, (@Nullable AVPacket) null);
            return;
        }
        if (packet.stream_index() == stream.index()) {
            avcodec_send_packet(decoder, packet);
        }
        av_packet_unref(packet);
    }

    /** Returns why there is no further picture, if it is another reason than the end. */
    Optional<String> fault() {
        return ending == AVERROR_EOF ? Optional.empty() : Optional.of(Ffmpeg.text(ending));
    }

    /** Returns the time stamp of the current picture, microseconds; {@link VideoClock#NONE} if it has none. */
    long stamp() {
        long stamp = picture.best_effort_timestamp();
        return stamp == AV_NOPTS_VALUE || !hasStamps() ? VideoClock.NONE : micros(stamp);
    }

    /** Returns whether the format has time stamps; a raw stream and pictures one after the other have none. */
    boolean hasStamps() {
        AVInputFormat format = input.iformat();
        return (format.flags() & AVFMT_NOTIMESTAMPS) == 0
                && !format.name().getString().endsWith("_pipe");
    }

    /** Returns how long the current picture is shown, microseconds; 0 if it does not say. */
    long duration() {
        return hasStamps() ? micros(Math.max(0, picture.duration())) : 0;
    }

    private long micros(long units) {
        return av_rescale_q(units, stream.time_base(), av_make_q(1, MICROSECONDS));
    }

    /** Returns the usual time from picture to picture, microseconds. */
    long interval() {
        double rate = hasStamps() ? 0 : rate(decoder.framerate());
        rate = isPlausible(rate) ? rate : rate(av_guess_frame_rate(input, stream, picture));
        return Math.round(MICROSECONDS / (isPlausible(rate) ? rate : USUAL_RATE));
    }

    private static boolean isPlausible(double rate) {
        return rate >= SLOWEST_RATE && rate <= FASTEST_RATE;
    }

    private static double rate(AVRational rate) {
        return rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
    }

    /** Returns a pixel's width by its height; 1 if the video does not say. */
    double pixelAspect() {
        double aspect = rate(av_guess_sample_aspect_ratio(input, stream, picture));
        return aspect > 0 ? aspect : 1;
    }

    /** Returns the stated length, if there is one that a video can have. */
    Optional<Duration> length() {
        Duration stated = Duration.of(input.duration(), ChronoUnit.MICROS);
        boolean plausible = stated.compareTo(Duration.ZERO) > 0 && stated.compareTo(LONGEST) <= 0;
        return plausible && hasStamps() ? Optional.of(stated) : Optional.empty();
    }

    /** Returns whether it has an end: its length or its number of bytes is known. */
    boolean hasEnd() {
        return length().isPresent() || (input.pb() != null && !input.pb().isNull() && avio_size(input.pb()) > 0);
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(picture);
        avcodec_free_context(decoder);
        avformat_close_input(input);
    }
}
