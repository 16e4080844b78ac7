package io.moodstream.detector.models;

/** The model itself failed, which no other record would change: an error, so that the stage stops. */
final class DetectorFailedError extends Error {
    private static final long serialVersionUID = 1;

    DetectorFailedError(String message, Throwable cause) {
        super(message, cause);
    }
}
