package io.moodstream.classifier;

/**
 * Reports that the model cannot run, because there is no memory or the device is gone. No frame is at fault, so this is
 * an error: it is not handled as a dead letter but stops the stage, and the frames are classified after a restart.
 */
final class ModelFailedError extends Error {
    private static final long serialVersionUID = 1;

    ModelFailedError(String model, Throwable cause) {
        super("Model " + model + " failed: " + cause.getMessage(), cause);
    }
}
