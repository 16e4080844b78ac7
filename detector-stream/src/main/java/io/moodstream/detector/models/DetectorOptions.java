package io.moodstream.detector.models;

import java.util.Optional;

/**
 * Selects a detector, and overrides values of its manifest.
 *
 * @param model the name of a bundled detector, or the path of a manifest
 * @param threshold smallest score of a face, 0 to 1
 * @param tile side of the tiles, pixels
 * @param tileOverlap overlap of the tiles, pixels
 * @param nearby whether it will be told where faces were
 */
public record DetectorOptions(
        String model,
        Optional<Double> threshold,
        Optional<Integer> tile,
        Optional<Integer> tileOverlap,
        boolean nearby) {}
