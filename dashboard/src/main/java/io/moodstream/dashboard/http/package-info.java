/** The HTTP server, access control, limits and error responses that all routes share. */
@NullMarked
package io.moodstream.dashboard.http;

import org.jspecify.annotations.NullMarked;
