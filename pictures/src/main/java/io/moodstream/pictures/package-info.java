/** JPEG and PNG: what they say of themselves before they are decoded, and the one way to decode them. */
@NullMarked
package io.moodstream.pictures;

import org.jspecify.annotations.NullMarked;
