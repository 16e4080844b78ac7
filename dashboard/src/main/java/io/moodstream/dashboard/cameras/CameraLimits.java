package io.moodstream.dashboard.cameras;

/**
 * The limits for browsers that send frames.
 *
 * @param sockets maximum cameras connected at a time
 * @param perAddress maximum cameras per address connected at a time
 * @param connections maximum connection attempts per client and minute
 * @param fps maximum frames per second of one camera
 * @param maxFrame maximum bytes of one frame, as the topic accepts them
 */
public record CameraLimits(int sockets, int perAddress, int connections, double fps, int maxFrame) {}
