/** What users have agreed to, and what they have withdrawn. */
@NullMarked
package io.moodstream.dashboard.consents;

import org.jspecify.annotations.NullMarked;
