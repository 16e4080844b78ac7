package io.moodstream.dashboard.http;

/**
 * A student's place in a lecture.
 *
 * @param lecture the lecture
 * @param source the pseudonym of the browser as a camera, which the teacher may see
 * @param user the pseudonym of the student, which only the student's browser knows
 */
public record Seat(String lecture, String source, String user) {}
