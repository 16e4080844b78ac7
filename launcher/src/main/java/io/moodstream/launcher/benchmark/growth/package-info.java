/** What grows: over time under a steady load ({@code soak}), and with lectures, sources and partitions ({@code growth}). */
@NullMarked
package io.moodstream.launcher.benchmark.growth;

import org.jspecify.annotations.NullMarked;
