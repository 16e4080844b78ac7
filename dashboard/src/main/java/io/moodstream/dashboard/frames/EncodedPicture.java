package io.moodstream.dashboard.frames;

import io.moodstream.schemas.ImageEncoding;

/**
 * An encoded picture that fits into a frame.
 *
 * @param image the encoded bytes, at most {@link io.moodstream.schemas.Topics#MAX_IMAGE_BYTES}
 * @param encoding the format of the bytes
 */
public record EncodedPicture(byte[] image, ImageEncoding encoding) {}
