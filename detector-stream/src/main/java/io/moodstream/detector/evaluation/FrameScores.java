package io.moodstream.detector.evaluation;

/**
 * Holds how well a detector finds the faces of labelled pictures.
 *
 * @param recall share of the primary faces that were found, 0 to 1
 * @param falsePerPicture mean number of boxes without a listed face per picture
 * @param msPerFrame median time to find the faces of a decoded picture on one thread, milliseconds
 * @param pictures number of pictures
 * @param primaryFaces number of faces that had to be found
 * @param detector the detector's id
 */
public record FrameScores(
        double recall, double falsePerPicture, double msPerFrame, int pictures, int primaryFaces, String detector) {}
