package io.moodstream.detector.models;

/**
 * Maps a model's box to the box around the visible face, brow to chin and cheek to cheek, so that the boxes of all
 * detectors mean the same.
 *
 * @param scaleX factor for the width
 * @param scaleY factor for the height
 * @param shiftX how far the centre moves to the right, in widths of the model's box
 * @param shiftY how far the centre moves down, in heights of the model's box
 */
record BoxCalibration(float scaleX, float scaleY, float shiftX, float shiftY) {

    /** Checks the factors. */
    public BoxCalibration {
        Manifests.require(scaleX > 0.2 && scaleX < 5, "box.scaleX", scaleX, "a factor from 0.2 to 5");
        Manifests.require(scaleY > 0.2 && scaleY < 5, "box.scaleY", scaleY, "a factor from 0.2 to 5");
        Manifests.require(Math.abs(shiftX) < 1, "box.shiftX", shiftX, "a share of the width from -1 to 1");
        Manifests.require(Math.abs(shiftY) < 1, "box.shiftY", shiftY, "a share of the height from -1 to 1");
    }

    Box apply(Box box) {
        return Box.around(
                box.centreX() + shiftX * box.width(),
                box.centreY() + shiftY * box.height(),
                box.width() * scaleX,
                box.height() * scaleY);
    }
}
