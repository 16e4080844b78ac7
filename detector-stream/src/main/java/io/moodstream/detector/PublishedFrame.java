package io.moodstream.detector;

import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Topics;

/**
 * A frame and what its publisher says of it.
 *
 * @param whole whether its picture need not be read to its end ({@link Topics#WHOLE})
 */
record PublishedFrame(Frame frame, boolean whole) {}
