package io.moodstream.dashboard.frames;

import io.javalin.http.Context;
import io.moodstream.dashboard.http.Caller;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Role;
import io.moodstream.dashboard.http.Seat;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Keys;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lecture and source that a frame is sent as.
 *
 * @param lecture the lecture
 * @param source the source within the lecture
 * @param user the user the source belongs to, if any
 * @param counting where people count who are seen here and by sources of their own
 */
public record Target(
        String lecture, String source, @Nullable String user, Counting counting) {
    private static final String NAME = Keys.NAME_RULE;

    /**
     * Returns the target that a request's query names, if its caller may use it.
     *
     * @return the target; none for a single picture
     * @throws Problem 400 if a name is missing or invalid, 401 or 403 if the caller may not use it
     */
    static Optional<Target> of(Context ctx, Caller caller) {
        String lecture = ctx.queryParam("lecture");
        String source = ctx.queryParam("source");
        String user = ctx.queryParam("user");
        if (lecture == null && source == null && user == null) {
            caller.requirePictures();
            return Optional.empty();
        }
        if (lecture == null || source == null) {
            String missing = lecture == null ? "lecture" : "source";
            throw Problem.badValue(missing, "", NAME + "; a frame of a lecture needs a lecture and a source");
        }
        requireLecture(lecture);
        requireName("source", source);
        if (user != null) {
            requireName("user", user);
        }
        caller.requireLecture(lecture);
        return Optional.of(
                caller.isTeacher()
                        ? new Target(lecture, source, user, counting(ctx, user))
                        : ofSeat(caller.seat(lecture).orElseThrow(), source, user));
    }

    /**
     * Requires the name of a lecture.
     *
     * @throws Problem 400 if it is not a valid one
     */
    public static void requireLecture(@Nullable String lecture) {
        if (lecture == null || !Keys.isName(lecture) || lecture.equals(Keys.PHOTOS)) {
            throw Problem.badValue("lecture", lecture == null ? "" : lecture, NAME + ", and not " + Keys.PHOTOS);
        }
    }

    private static void requireName(String field, String value) {
        if (!Keys.isName(value)) {
            throw Problem.badValue(field, value, NAME);
        }
    }

    private static Target ofSeat(Seat seat, String source, @Nullable String user) {
        if (!seat.source().equals(source) || (user != null && !seat.user().equals(user))) {
            throw Problem.of(403, "You can send frames only from your own seat, " + seat.source());
        }
        return of(seat);
    }

    private static Target of(Seat seat) {
        return new Target(seat.lecture(), seat.source(), seat.user(), Counting.ALL);
    }

    /**
     * Returns the target of a camera: the caller's seat, or the source without a user that a teacher names, such as a
     * meeting's window.
     *
     * @throws Problem 400 if a name is missing or invalid, 401 or 403 if the caller has no seat
     */
    public static Target ofCamera(Context ctx, Caller caller) {
        String lecture = ctx.queryParam("lecture");
        requireLecture(lecture);
        String name = String.valueOf(lecture);
        String source = ctx.queryParam("source");
        if (source != null && caller.isTeacher()) {
            requireName("source", source);
            return new Target(name, source, null, counting(ctx, null));
        }
        return caller.seat(name).map(Target::of).orElseThrow(() -> noSeat(caller, name));
    }

    private static Problem noSeat(Caller caller, String lecture) {
        return Problem.of(
                caller.role() == Role.VISITOR ? 401 : 403,
                "A camera needs a seat in " + lecture + "; POST /api/join assigns one");
    }

    private static Counting counting(Context ctx, @Nullable String user) {
        String text = Objects.requireNonNullElse(ctx.queryParam("counting"), "all");
        return Stream.of(Counting.values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                .filter(value -> value == Counting.ALL || user == null)
                .findFirst()
                .orElseThrow(
                        () -> Problem.badValue("counting", text, "all, own or here; of a source with a user, all"));
    }
}
