package io.moodstream.dashboard.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.moodstream.schemas.Keys;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Authenticates callers by the teacher token or by signed cookies. Nothing is stored on the server: a cookie is valid
 * at every instance with the same token, and after a restart.
 */
public final class Access {
    private static final String TEACHER = "moodstream-teacher";
    private static final String SEAT = "moodstream-seat-";
    private static final Duration SIGNED_IN_FOR = Duration.ofHours(12);
    private static final int WRONG_TRIES_A_MINUTE = 30;

    private final ServerConfig config;
    private final ClientAddress addresses;
    private final Secrets secrets;
    private final Map<String, String> renewals = new ConcurrentHashMap<>();
    private final SeatNames names = new SeatNames();
    private final RateLimits wrongTries = new RateLimits("wrong codes or tokens", WRONG_TRIES_A_MINUTE);
    private final RateLimits newSeats;

    /** Uses the token from the settings. */
    public Access(ServerConfig config, Clock clock) {
        this.config = config;
        this.addresses = new ClientAddress(config.trustProxy());
        this.secrets = new Secrets(config.teacherToken(), clock);
        this.newSeats = new RateLimits("new seats", config.students(), Duration.ofHours(1));
    }

    /** Returns the client that limits are counted for: a student's seat, a teacher, or else an address. */
    public String client(Context ctx) {
        return client(ctx, seats(ctx));
    }

    private String client(Context ctx, List<Seat> seats) {
        if (!seats.isEmpty()) {
            return "user " + seats.get(0).user();
        }
        boolean teacher = !config.open()
                && (hasTeacherCookie(ctx) || token(ctx).filter(secrets::isToken).isPresent());
        return (teacher ? "teacher " : "address ") + addresses.of(ctx);
    }

    /**
     * Returns the caller of a request.
     *
     * @throws Problem 401 if the request carries a wrong token, 429 after too many of them
     */
    public Caller caller(Context ctx) {
        List<Seat> seats = seats(ctx);
        boolean teacher = config.open() || hasTeacherCookie(ctx) || hasToken(ctx);
        Role role = teacher ? Role.TEACHER : seats.isEmpty() ? Role.VISITOR : Role.STUDENT;
        boolean mayPicture = role != Role.VISITOR || config.visitors();
        return new Caller(role, seats, mayPicture, client(ctx, seats), addresses.of(ctx));
    }

    /** Returns whether everybody is a teacher, because there is no token. */
    public boolean isOpen() {
        return config.open();
    }

    /** Returns the code with which students join a lecture; none if no code is needed. */
    public Optional<String> joinCode(String lecture) {
        return config.open() ? Optional.empty() : Optional.of(secrets.joinCode(lecture, renewal(lecture)));
    }

    /**
     * Renews the join code of a lecture: the old one ends, and who has joined already stays.
     *
     * @param renewal a random text
     */
    public void renew(String lecture, String renewal) {
        renewals.put(lecture, renewal);
    }

    private String renewal(String lecture) {
        return renewals.getOrDefault(lecture, "");
    }

    /** Signs a teacher in by the token. */
    void signIn(Context ctx, String token) {
        if (!config.open()) {
            requireRight(ctx, "token", secrets.isToken(token), Problem.of(401, "This is not the teacher token"));
        }
        setCookie(ctx, TEACHER, secrets.signed("teacher", SIGNED_IN_FOR));
    }

    /** Signs a teacher out. */
    void signOut(Context ctx) {
        deleteCookies(ctx, TEACHER::equals);
    }

    /** Releases all seats. */
    void leaveAll(Context ctx) {
        deleteCookies(ctx, name -> name.startsWith(SEAT));
    }

    private void deleteCookies(Context ctx, Predicate<String> which) {
        ctx.cookieMap().keySet().stream().filter(which).forEach(name -> setCookie(ctx, name, ""));
    }

    /** Assigns a seat in a lecture; a caller that already has one keeps it. */
    Seat join(Context ctx, String lecture, String code) {
        Caller caller = caller(ctx);
        Seat seat = caller.seat(lecture).orElseGet(() -> newSeat(ctx, caller, lecture, code));
        String text = String.join("/", "seat", seat.lecture(), seat.source(), seat.user());
        setCookie(ctx, SEAT + lecture, secrets.signed(text, SIGNED_IN_FOR));
        return seat;
    }

    private Seat newSeat(Context ctx, Caller caller, String lecture, String code) {
        if (!caller.isTeacher()) {
            Problem wrong = Problem.of(403, "This is not the join code of " + lecture);
            requireRight(ctx, lecture, secrets.isJoinCode(lecture, renewal(lecture), code), wrong);
            newSeats.take(caller.address());
        }
        return new Seat(lecture, names.source(), names.user());
    }

    /**
     * Counts wrong attempts by address and lecture. A right one is never refused because of others' wrong ones: behind
     * one address there may be a whole school. So this limit slows nobody down who guesses; that a code has 50 bits
     * does.
     *
     * @param of the lecture, or "token"
     */
    private void requireRight(Context ctx, String of, boolean right, Problem otherwise) {
        if (!right) {
            wrongTries.take(addresses.of(ctx) + " " + of);
            throw otherwise;
        }
    }

    /** Releases a seat. */
    void leave(Context ctx, String lecture) {
        setCookie(ctx, SEAT + lecture, "");
    }

    /** Sets a cookie that scripts cannot read and that other sites do not send (HttpOnly, SameSite=Strict). */
    public void setCookie(Context ctx, String name, String value, Duration validFor) {
        int seconds = (int) validFor.toSeconds();
        ctx.cookie(new Cookie(name, value, "/", seconds, addresses.isSecure(ctx), true, null, SameSite.STRICT));
    }

    private boolean hasToken(Context ctx) {
        String header = ctx.header("Authorization");
        if (header == null) {
            return false;
        }
        boolean right = token(ctx).filter(secrets::isToken).isPresent();
        Problem wrong = Problem.of(401, "The Authorization header does not contain the teacher token");
        requireRight(ctx, "token", right, wrong);
        return true;
    }

    private static Optional<String> token(Context ctx) {
        return Optional.ofNullable(ctx.header("Authorization"))
                .filter(header -> header.startsWith("Bearer "))
                .map(header -> header.substring("Bearer ".length()).strip());
    }

    private boolean hasTeacherCookie(Context ctx) {
        String cookie = ctx.cookie(TEACHER);
        return cookie != null
                && secrets.verified(cookie).filter("teacher"::equals).isPresent();
    }

    private List<Seat> seats(Context ctx) {
        List<Seat> seats = new ArrayList<>();
        for (Map.Entry<String, String> cookie : ctx.cookieMap().entrySet()) {
            if (cookie.getKey().startsWith(SEAT)) {
                secrets.verified(cookie.getValue()).flatMap(Access::seat).ifPresent(seats::add);
            }
        }
        return seats;
    }

    private static Optional<Seat> seat(String text) {
        String[] parts = text.split("/", -1);
        boolean whole = parts.length == 4 && parts[0].equals("seat") && Keys.isName(parts[1]);
        return whole ? Optional.of(new Seat(parts[1], parts[2], parts[3])) : Optional.empty();
    }

    private void setCookie(Context ctx, String name, String value) {
        setCookie(ctx, name, value, value.isEmpty() ? Duration.ZERO : SIGNED_IN_FOR);
    }
}
