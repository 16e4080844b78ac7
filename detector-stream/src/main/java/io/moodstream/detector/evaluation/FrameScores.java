package io.moodstream.detector.evaluation;

/**
 * How well a detector does on labelled pictures.
 *
 * @param recall share of the primary faces that were found, 0 to 1
 * @param falsePerPicture boxes on no listed face, mean over the pictures
 * @param msPerFrame median time of finding the faces of a decoded picture on one thread, milliseconds
 * @param pictures how many there were
 * @param primaryFaces how many faces had to be found
 * @param detector the detector's id
 */
public record FrameScores(
        double recall, double falsePerPicture, double msPerFrame, int pictures, int primaryFaces, String detector) {}
