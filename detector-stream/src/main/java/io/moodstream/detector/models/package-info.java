/** Opens and runs face detectors: manifests, networks, tiling, and from bytes to boxes. */
@NullMarked
package io.moodstream.detector.models;

import org.jspecify.annotations.NullMarked;
