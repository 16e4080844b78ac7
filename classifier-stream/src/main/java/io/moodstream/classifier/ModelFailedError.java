package io.moodstream.classifier;

/**
 * The model cannot run: memory or a device is gone. No frame is to blame, so this is an error: it passes the handler
 * that makes dead letters of records and stops the stage, and the frames are answered after its restart.
 */
final class ModelFailedError extends Error {
    private static final long serialVersionUID = 1;

    ModelFailedError(String model, Throwable cause) {
        super("Model " + model + " failed: " + cause.getMessage(), cause);
    }
}
