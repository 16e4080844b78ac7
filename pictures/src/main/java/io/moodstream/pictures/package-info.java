/** What a JPEG or PNG says of itself before it is decoded: size, orientation, wholeness, metadata to strip. */
@NullMarked
package io.moodstream.pictures;

import org.jspecify.annotations.NullMarked;
