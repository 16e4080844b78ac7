/** Tests of the classifier. */
@NullMarked
package io.moodstream.classifier;

import org.jspecify.annotations.NullMarked;
