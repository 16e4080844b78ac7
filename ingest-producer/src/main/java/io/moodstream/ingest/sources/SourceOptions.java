package io.moodstream.ingest.sources;

import java.time.Duration;

/**
 * The settings of ingest that say how all sources are read.
 *
 * @param pace how many pictures a second are taken
 * @param folderFps a folder's own pace, pictures a second
 * @param jpegQuality of the JPEGs made of video and of pictures scaled down, 1 to 100
 * @param maxWidth widest picture out of a video, a camera or a stream, pixels; 0 for any
 * @param connectTimeout how long a stream may take to answer or stay silent
 */
public record SourceOptions(Pace pace, double folderFps, int jpegQuality, int maxWidth, Duration connectTimeout) {}
