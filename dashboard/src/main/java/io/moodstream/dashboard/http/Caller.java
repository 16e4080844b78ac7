package io.moodstream.dashboard.http;

import java.util.List;
import java.util.Optional;

/**
 * Who makes a request.
 *
 * @param role the highest they have
 * @param seats where they have joined
 * @param mayPicture whether they may send single pictures
 * @param client whom limits are counted for: a student, or else an address
 * @param address where the request comes from; students of one school may share it
 */
public record Caller(Role role, List<Seat> seats, boolean mayPicture, String client, String address) {
    /** Copies the list. */
    public Caller {
        seats = List.copyOf(seats);
    }

    /** Whether they are a teacher. */
    public boolean isTeacher() {
        return role == Role.TEACHER;
    }

    /** Their seat in a lecture. */
    public Optional<Seat> seat(String lecture) {
        return seats.stream().filter(seat -> seat.lecture().equals(lecture)).findFirst();
    }

    /** @throws Problem unless they are a teacher */
    public void requireTeacher() {
        require(isTeacher(), "This is for the teacher");
    }

    /** @throws Problem unless they are a teacher or have joined the lecture */
    public void requireLecture(String lecture) {
        require(isTeacher() || seat(lecture).isPresent(), "This is for the teacher and those who joined " + lecture);
    }

    /** @throws Problem unless they are that user or a teacher */
    public void requireUser(String user) {
        require(isTeacher() || seats.stream().anyMatch(seat -> seat.user().equals(user)), "This is for the user alone");
    }

    /** @throws Problem unless they may send single pictures */
    public void requirePictures() {
        require(mayPicture, "Single pictures are for those who have joined a lecture");
    }

    private void require(boolean allowed, String who) {
        if (!allowed) {
            throw role == Role.VISITOR ? Problem.of(401, who + ": sign in or join first") : Problem.of(403, who);
        }
    }
}
