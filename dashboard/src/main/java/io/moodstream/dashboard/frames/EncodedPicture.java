package io.moodstream.dashboard.frames;

import io.moodstream.schemas.ImageEncoding;

/**
 * A picture that a frame can hold.
 *
 * @param image its bytes, at most {@link io.moodstream.schemas.Topics#MAX_IMAGE_BYTES}
 * @param encoding what they are
 */
public record EncodedPicture(byte[] image, ImageEncoding encoding) {}
