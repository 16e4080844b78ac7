package io.moodstream.dashboard.cameras;

/**
 * How much browsers that send frames may send.
 *
 * @param sockets cameras at a time
 * @param perAddress cameras of one address at a time
 * @param connections attempts of one client to connect a minute
 * @param fps frames of one camera a second
 * @param maxFrame most bytes of one frame: what the topic takes
 */
public record CameraLimits(int sockets, int perAddress, int connections, double fps, int maxFrame) {}
