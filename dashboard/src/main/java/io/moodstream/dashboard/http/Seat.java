package io.moodstream.dashboard.http;

/**
 * A student's place in a lecture.
 *
 * @param lecture the lecture
 * @param source the browser as a camera, a name that the teacher may see
 * @param user the student's pseudonym, which nobody else is told
 */
public record Seat(String lecture, String source, String user) {}
