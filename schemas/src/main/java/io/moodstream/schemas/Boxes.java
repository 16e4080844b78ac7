package io.moodstream.schemas;

/** Compares boxes. */
public final class Boxes {
    private Boxes() {}

    /** Returns the intersection over union of two boxes, 0 to 1. */
    public static double overlap(FaceBox a, FaceBox b) {
        return overlap(
                a.getX(), a.getY(), a.getWidth(), a.getHeight(), b.getX(), b.getY(), b.getWidth(), b.getHeight());
    }

    /**
     * Returns the intersection over union of two rectangles (Jaccard 1901): 0 if they do not touch, 1 if they are
     * equal. Left edge, top edge, width and height are in the same unit.
     */
    public static double overlap(
            double x, double y, double width, double height, double x2, double y2, double width2, double height2) {
        double sharedWidth = Math.min(x + width, x2 + width2) - Math.max(x, x2);
        double sharedHeight = Math.min(y + height, y2 + height2) - Math.max(y, y2);
        double shared = Math.max(0, sharedWidth) * Math.max(0, sharedHeight);
        double union = width * height + width2 * height2 - shared;
        return union > 0 ? shared / union : 0;
    }
}
