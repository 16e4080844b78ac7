/** Endpoints of the systems that moodstream replaces, with their pages and answers. */
@NullMarked
package io.moodstream.dashboard.legacy;

import org.jspecify.annotations.NullMarked;
