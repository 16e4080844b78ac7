package io.moodstream.detector.models;

/**
 * Maps a detector's box to the square that FER2013 would show. It is fitted once per detector on pictures in which both
 * are known.
 *
 * @param scale side of the square divided by the geometric mean of the box's width and height
 * @param shiftX offset from the centre of the box to that of the square, to the right, in sides of the square
 * @param shiftY the same, downwards
 */
public record CropGeometry(float scale, float shiftX, float shiftY) {

    /** Checks the factors. */
    public CropGeometry {
        Manifests.require(scale > 0.2 && scale < 5, "crop.scale", scale, "a factor from 0.2 to 5");
        Manifests.require(Math.abs(shiftX) < 1, "crop.shiftX", shiftX, "a share of the side from -1 to 1");
        Manifests.require(Math.abs(shiftY) < 1, "crop.shiftY", shiftY, "a share of the side from -1 to 1");
    }

    /** Returns the square for a box. */
    public Box square(Box box) {
        float side = scale * (float) Math.sqrt(box.area());
        return Box.around(box.centreX() + shiftX * side, box.centreY() + shiftY * side, side, side);
    }
}
