package io.moodstream.detector.models;

/**
 * Reports that the model itself failed. Another record would not change that, so it is an error, which stops the stage.
 */
final class DetectorFailedError extends Error {
    private static final long serialVersionUID = 1;

    DetectorFailedError(String message, Throwable cause) {
        super(message, cause);
    }
}
