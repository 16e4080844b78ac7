/** The legacy endpoints: those of the systems that moodstream replaces, with their pages. */
@NullMarked
package io.moodstream.dashboard.legacy;

import org.jspecify.annotations.NullMarked;
