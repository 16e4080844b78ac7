package io.moodstream.ingest.sources;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import io.moodstream.pictures.DecodedPicture;
import io.moodstream.pictures.Exif;
import io.moodstream.pictures.PictureFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a picture that is neither JPEG nor PNG with FFmpeg: HEIC and AVIF, whose picture may lie in tiles that are
 * put together here, WebP, TIFF, BMP and the first picture of a GIF.
 */
final class StillPicture implements AutoCloseable {
    private static final String FORMATS = "mov,webp_pipe,tiff_pipe,bmp_pipe,gif";
    private static final int BYTES = 4;

    private final AVFormatContext input;
    private final long maxPixels;
    private final Map<Integer, AVFrame> decoded = new HashMap<>();
    private final List<AVFrame> drawn = new ArrayList<>();

    private StillPicture(AVFormatContext input, long maxPixels) {
        this.input = input;
        this.maxPixels = maxPixels;
    }

    /**
     * @param image the file's bytes
     * @param maxPixels the most that it may have
     * @return the picture; the caller closes it
     * @throws IOException saying why it cannot be decoded
     */
    static DecodedPicture decode(Path file, byte[] image, long maxPixels) throws IOException {
        if (PictureFormat.of(image) == PictureFormat.HEIF) {
            HeifItems.requireBytes(image);
        }
        Ffmpeg.quiet();
        AVFormatContext input = avformat_alloc_context();
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "protocol_whitelist", "file", 0);
        av_dict_set(options, "format_whitelist", FORMATS, 0);
        try {
            String url = "file:" + file.toAbsolutePath();
            Ffmpeg.check(avformat_open_input(input, url, (@Nullable AVInputFormat) null, options), fault());
        } finally {
            av_dict_free(options);
        }
        try (StillPicture picture = new StillPicture(input, maxPixels)) {
            return picture.decode(Exif.orientation(image));
        }
    }

    private static String fault() {
        return "it is no picture that can be decoded";
    }

    private DecodedPicture decode(int orientation) throws IOException {
        Ffmpeg.check(avformat_find_stream_info(input, (@Nullable PointerPointer<AVDictionary>) null), fault());
        int best = av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, (@Nullable AVCodec) null, 0);
        Ffmpeg.check(best, fault());
        AVStreamGroup tiles = tiles(input.streams(best));
        if (tiles != null) {
            return together(tiles);
        }
        decodeFirsts(Set.of(best));
        AVFrame frame = bgra(decoded(best));
        int stands = orientation == 1 ? Orientation.of(decoded(best)) : orientation;
        return DecodedPicture.of(frame.data(0), frame.linesize(0), frame.width(), frame.height(), stands);
    }

    /** Returns the tiles of which the main picture consists; null if it is in one piece. */
    private @Nullable AVStreamGroup tiles(AVStream best) {
        AVStreamGroup largest = null;
        for (int i = 0; i < input.nb_stream_groups(); i++) {
            AVStreamGroup group = input.stream_groups(i);
            if (group.type() == AV_STREAM_GROUP_PARAMS_TILE_GRID) {
                if ((group.disposition() & AV_DISPOSITION_DEFAULT) != 0) {
                    return group;
                }
                largest = largest == null || pixels(group) > pixels(largest) ? group : largest;
            }
        }
        // Beside a picture in one piece there may be others in tiles, such as one of depths.
        return (best.disposition() & AV_DISPOSITION_DEFAULT) != 0 ? null : largest;
    }

    private static long pixels(AVStreamGroup group) {
        AVStreamGroupTileGrid grid = group.params_tile_grid();
        return (long) grid.coded_width() * grid.coded_height();
    }

    /** Decodes the first picture of each of these streams. */
    private void decodeFirsts(Set<Integer> streams) throws IOException {
        long pixels = 0;
        AVPacket packet = av_packet_alloc();
        try {
            while (decoded.size() < streams.size() && av_read_frame(input, packet) >= 0) {
                if (streams.contains(packet.stream_index()) && !decoded.containsKey(packet.stream_index())) {
                    AVFrame frame = decode(input.streams(packet.stream_index()), packet);
                    if (frame != null) {
                        decoded.put(packet.stream_index(), frame);
                        pixels += (long) frame.width() * frame.height();
                        refuseTooLarge(pixels);
                    }
                }
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
    }

    private @Nullable AVFrame decode(AVStream stream, AVPacket packet) throws IOException {
        if (stream.codecpar().codec_type() != AVMEDIA_TYPE_VIDEO) {
            return null;
        }
        AVCodecContext decoder = VideoDecoder.decoder(stream, fault());
        AVFrame frame = av_frame_alloc();
        try {
            decoder.max_pixels(maxPixels);
            avcodec_send_packet(decoder, packet);
            avcodec_send_packet(decoder, (@Nullable AVPacket) null);
            if (avcodec_receive_frame(decoder, frame) >= 0) {
                return frame;
            }
            av_frame_free(frame);
            return null;
        } finally {
            avcodec_free_context(decoder);
        }
    }

    private AVFrame decoded(int stream) throws IOException {
        AVFrame frame = decoded.get(stream);
        if (frame == null) {
            throw new IOException("part " + stream + " of it cannot be decoded");
        }
        return frame;
    }

    private DecodedPicture together(AVStreamGroup group) throws IOException {
        AVStreamGroupTileGrid grid = group.params_tile_grid();
        refuseTooLarge(pixels(group));
        Set<Integer> streams = new HashSet<>();
        for (int i = 0; i < grid.nb_tiles(); i++) {
            streams.add(group.streams(grid.offsets_idx(i)).index());
        }
        decodeFirsts(streams);
        AVFrame canvas = canvas(grid.coded_width(), grid.coded_height());
        fill(canvas, grid.background());
        for (int i = 0; i < grid.nb_tiles(); i++) {
            AVFrame tile = bgra(decoded(group.streams(grid.offsets_idx(i)).index()));
            draw(tile, canvas, grid.offsets_horizontal(i), grid.offsets_vertical(i));
            drawn.remove(tile);
            av_frame_free(tile);
        }
        int left = grid.horizontal_offset();
        int top = grid.vertical_offset();
        int width = Math.min(grid.width(), grid.coded_width() - left);
        int height = Math.min(grid.height(), grid.coded_height() - top);
        if (left < 0 || top < 0 || width < 1 || height < 1) {
            throw new IOException(fault());
        }
        long corner = (long) top * canvas.linesize(0) + (long) left * BYTES;
        return DecodedPicture.of(
                canvas.data(0).getPointer(corner), canvas.linesize(0), width, height, orientation(grid));
    }

    private void refuseTooLarge(long pixels) throws IOException {
        if (pixels > maxPixels) {
            throw new IOException("it has more than " + maxPixels + " pixels");
        }
    }

    private static int orientation(AVStreamGroupTileGrid grid) {
        for (int i = 0; i < grid.nb_coded_side_data(); i++) {
            AVPacketSideData note = grid.coded_side_data().getPointer(i);
            if (note.type() == AV_PKT_DATA_DISPLAYMATRIX) {
                return Orientation.of(new IntPointer(note.data()));
            }
        }
        return 1;
    }

    /** Fills the canvas with a colour of red, green, blue, alpha. */
    private static void fill(AVFrame canvas, BytePointer colour) {
        byte[] row = new byte[canvas.width() * BYTES];
        for (int i = 0; i < row.length; i++) {
            int channel = i % BYTES;
            row[i] = colour.get(channel == 0 ? 2 : channel == 2 ? 0 : channel);
        }
        for (int y = 0; y < canvas.height(); y++) {
            canvas.data(0).position((long) y * canvas.linesize(0)).put(row, 0, row.length);
        }
    }

    private static void draw(AVFrame tile, AVFrame canvas, int left, int top) {
        int from = Math.max(0, -left);
        int width = Math.min(tile.width(), canvas.width() - left) - from;
        for (int y = Math.max(0, -top); y < Math.min(tile.height(), canvas.height() - top) && width > 0; y++) {
            Pointer.memcpy(
                    canvas.data(0).getPointer((long) (top + y) * canvas.linesize(0) + (long) (left + from) * BYTES),
                    tile.data(0).getPointer((long) y * tile.linesize(0) + (long) from * BYTES),
                    (long) width * BYTES);
        }
    }

    private AVFrame canvas(int width, int height) throws IOException {
        AVFrame canvas = av_frame_alloc().width(width).height(height).format(AV_PIX_FMT_BGRA);
        canvas.color_range(AVCOL_RANGE_JPEG);
        drawn.add(canvas);
        Ffmpeg.check(av_frame_get_buffer(canvas, 0), fault());
        return canvas;
    }

    private AVFrame bgra(AVFrame frame) throws IOException {
        AVFrame converted = canvas(frame.width(), frame.height());
        SwsContext converter = sws_alloc_context();
        try {
            Ffmpeg.check(sws_scale_frame(converter, converted, frame), fault());
            return converted;
        } finally {
            sws_free_context(converter);
        }
    }

    @Override
    public void close() {
        decoded.values().forEach(frame -> av_frame_free(frame));
        drawn.forEach(frame -> av_frame_free(frame));
        avformat_close_input(input);
    }
}
