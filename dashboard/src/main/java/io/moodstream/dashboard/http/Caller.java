package io.moodstream.dashboard.http;

import java.util.List;
import java.util.Optional;

/**
 * The caller of a request.
 *
 * @param role the caller's highest role
 * @param seats the caller's seats in lectures
 * @param mayPicture whether the caller may send single pictures
 * @param client the client that limits are counted for: a student, or else an address
 * @param address the address of the request; students of one school may share it
 */
public record Caller(Role role, List<Seat> seats, boolean mayPicture, String client, String address) {
    /** Copies the list. */
    public Caller {
        seats = List.copyOf(seats);
    }

    /** Returns whether the caller is a teacher. */
    public boolean isTeacher() {
        return role == Role.TEACHER;
    }

    /** Returns the caller's seat in a lecture. */
    public Optional<Seat> seat(String lecture) {
        return seats.stream().filter(seat -> seat.lecture().equals(lecture)).findFirst();
    }

    /**
     * Requires a teacher.
     *
     * @throws Problem 401 or 403 if the caller is not a teacher
     */
    public void requireTeacher() {
        require(isTeacher(), "Only teachers may do this");
    }

    /**
     * Requires a teacher or somebody who has joined a lecture.
     *
     * @throws Problem 401 or 403 if the caller is neither
     */
    public void requireLecture(String lecture) {
        require(
                isTeacher() || seat(lecture).isPresent(),
                "Only teachers and people who have joined " + lecture + " may do this");
    }

    /**
     * Requires a user itself, or a teacher.
     *
     * @throws Problem 401 or 403 if the caller is neither
     */
    public void requireUser(String user) {
        require(
                isTeacher() || seats.stream().anyMatch(seat -> seat.user().equals(user)),
                "Only this user and teachers may do this");
    }

    /**
     * Requires permission to send single pictures.
     *
     * @throws Problem 401 or 403 if the caller may not send them
     */
    public void requirePictures() {
        require(mayPicture, "Only people who have joined a lecture may send single pictures");
    }

    private void require(boolean allowed, String who) {
        if (!allowed) {
            throw role == Role.VISITOR ? Problem.of(401, who + ": sign in or join first") : Problem.of(403, who);
        }
    }
}
