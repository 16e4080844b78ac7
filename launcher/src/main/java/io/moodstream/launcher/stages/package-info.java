/** Commands that run one part each: ingest, the three stages, the dashboard. */
@NullMarked
package io.moodstream.launcher.stages;

import org.jspecify.annotations.NullMarked;
