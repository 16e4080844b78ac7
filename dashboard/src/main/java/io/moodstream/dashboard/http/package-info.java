/** What all routes share: the server, who may do what, limits, problems. */
@NullMarked
package io.moodstream.dashboard.http;

import org.jspecify.annotations.NullMarked;
