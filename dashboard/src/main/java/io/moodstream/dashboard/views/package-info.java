/** What teachers see of a lecture's sources: faces at their places, and the latest picture where the operator allows it. */
@NullMarked
package io.moodstream.dashboard.views;

import org.jspecify.annotations.NullMarked;
