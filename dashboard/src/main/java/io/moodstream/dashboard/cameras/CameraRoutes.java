package io.moodstream.dashboard.cameras;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import io.moodstream.dashboard.consents.Consents;
import io.moodstream.dashboard.frames.Frames;
import io.moodstream.dashboard.frames.Source;
import io.moodstream.dashboard.frames.Sources;
import io.moodstream.dashboard.frames.Target;
import io.moodstream.dashboard.frames.UserRecommendations;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.Caller;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.RateLimits;
import io.moodstream.dashboard.http.ReceivedBytes;
import io.moodstream.dashboard.http.RequestTime;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.schemas.Consent;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.Recommendation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * {@code WS /api/frames?lecture=ID}: a browser that has joined sends pictures as binary messages and receives their
 * results. A teacher may name a source without a user instead, such as a meeting's window ({@code source=NAME}). Before the upgrade the server refuses with a problem (400, 401, 403, 429, 503). After the upgrade it closes
 * the socket with
 *
 * <ul>
 *   <li>1008 "taken over: ..." when the same seat has connected again,
 *   <li>1001 "replaced: ..." when the same page, by the name that it gives itself in {@code page}, has connected again,
 *   <li>1008 "slow reader: ..." when the browser does not read its messages,
 *   <li>1009 when a message is longer than any picture may be,
 *   <li>1001 "connection lost: ..." when nothing has arrived for 8 s, not even a pong (the server pings every 3 s),
 *   <li>1000 "lecture ended: ..." when the teacher has ended the lecture,
 *   <li>1000 "erased: ..." when the user is being erased,
 *   <li>1000 "withdrawn: ..." when the user has withdrawn the consent, also before the upgrade,
 *   <li>1001 when the server stops,
 *   <li>1013 "too many cameras; ..." when the limit was reached during the upgrade.
 * </ul>
 */
public final class CameraRoutes implements Routes, TopicListener {
    private static final String PATH = "/api/frames";
    private static final long PING_SECONDS = 3;
    private static final Duration ENDED_JUST_NOW = Duration.ofMinutes(1);
    /** The codes with which a page says goodbye: closed by its script, left, and closed without a code. */
    private static final Set<Integer> GOODBYE = Set.of(1000, 1001, 1005);
    /** A picture that is too large is refused with a message; beyond this factor the socket is closed. */
    private static final int MESSAGE_FACTOR = 2;

    /** How long a page waits for a consent that was given at another dashboard; less than its {@code watchdog.ts} allows. */
    private static final Duration READ_WITHIN = Duration.ofSeconds(5);

    private record Connected(CameraSession camera, Consumer<Recommendation> listener) {}

    private final CameraLimits limits;
    private final Access access;
    private final Consents consents;
    private final Frames frames;
    private final Sources sources;
    private final UserRecommendations recommendations;
    private final CameraSessions cameras;
    private final RateLimits connections;

    public CameraRoutes(
            CameraLimits limits,
            Access access,
            Consents consents,
            Frames frames,
            Sources sources,
            UserRecommendations recommendations) {
        this.limits = limits;
        this.access = access;
        this.consents = consents;
        this.frames = frames;
        this.sources = sources;
        this.recommendations = recommendations;
        this.cameras = new CameraSessions(limits.sockets(), limits.perAddress());
        this.connections = new RateLimits("connections", limits.connections());
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.wsBeforeUpgrade(PATH, this::admit);
        routes.ws(PATH, this::serve);
    }

    /** Closes the cameras of a lecture that was ended just now; one of the past may have begun anew. */
    @Override
    public void event(LectureEvent event) {
        if (event.getKind() == LectureEventKind.END
                && event.getAt().isAfter(Instant.now().minus(ENDED_JUST_NOW))) {
            cameras.end(event.getLectureId());
        }
    }

    /** Closes the cameras of a user who is being erased: what they sent now would be deleted, too. */
    @Override
    public void erased(String user) {
        cameras.erase(user);
    }

    /** Closes the cameras of a user who has withdrawn the consent. */
    @Override
    public void consent(Consent consent) {
        if (consents.isWithdrawn(consent.getUserId())) {
            cameras.withdraw(consent.getUserId());
        }
    }

    /** Pings the cameras and notices dead connections; called once a second. */
    public void tick() {
        cameras.tick();
    }

    /** Returns the number of connected cameras. */
    public int size() {
        return cameras.size();
    }

    private void admit(Context ctx) {
        connections.take(access.client(ctx));
        Caller caller = access.caller(ctx);
        Target target = Target.ofCamera(ctx, caller);
        String agreed = ctx.queryParam("agreed");
        if (agreed != null && target.user() != null) {
            consents.awaitGiven(target.user(), moment(agreed), READ_WITHIN);
        }
        // The limit per address does not apply to a teacher's cameras, nor to this machine without a token.
        String address = caller.isTeacher() ? Keys.source(target.lecture(), target.source()) : caller.address();
        if (!cameras.hasRoomFor(target, address)) {
            throw Problem.of(503, "Too many cameras are connected").with("retryAfter", 10);
        }
        ctx.attribute("target", target);
        ctx.attribute("address", address);
        ctx.attribute("received", ReceivedBytes.of(ctx));
    }

    private static Instant moment(String agreed) {
        return RequestTime.parse(agreed).orElseThrow(() -> Problem.badValue("agreed", agreed, RequestTime.EXPECTED));
    }

    private void serve(WsConfig socket) {
        socket.onConnect(this::connect);
        socket.onBinaryMessage(this::picture);
        socket.onClose(ctx -> forget(ctx, GOODBYE.contains(ctx.status())));
        socket.onError(ctx -> forget(ctx, false));
    }

    private void picture(WsBinaryMessageContext ctx) {
        Connected connected = ctx.attribute("connected");
        if (connected == null) {
            return; // closed at once
        }
        CameraSession camera = connected.camera();
        String user = camera.target().user();
        if (user != null && consents.isWithdrawn(user)) {
            cameras.withdraw(user); // before the topics say so
            return;
        }
        ByteBuffer data = ctx.data();
        byte[] picture = new byte[data.remaining()];
        data.get(picture);
        camera.picture(picture);
    }

    private void connect(WsConnectContext ctx) {
        ctx.session.setMaxBinaryMessageSize((long) MESSAGE_FACTOR * limits.maxFrame());
        ctx.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
        Target target = Objects.requireNonNull(ctx.attribute("target"));
        Outbox outbox = new Outbox(ctx.session);
        String user = target.user();
        if (user != null && consents.isWithdrawn(user)) {
            outbox.close(CameraClose.WITHDRAWN); // a browser does not tell its page why an upgrade was refused
            return;
        }
        LongSupplier received = Objects.requireNonNull(ctx.attribute("received"));
        Source source = sources.of(target.lecture(), target.source(), target.user());
        CameraSession camera = new CameraSession(target, source, frames, outbox, limits.fps(), received);
        Connected connected = new Connected(camera, camera::recommend);
        ctx.attribute("connected", connected);
        if (user != null) {
            recommendations.add(user, connected.listener());
        }
        String page = Objects.requireNonNullElse(ctx.queryParam("page"), "");
        cameras.add(camera, Objects.requireNonNull(ctx.attribute("address")), page);
        // Whoever has been welcomed has the seat: a page that connects again then is the newer one.
        outbox.send(welcome(target));
    }

    private ObjectNode welcome(Target target) {
        ObjectNode welcome =
                Outbox.message("welcome").put("lecture", target.lecture()).put("source", target.source());
        if (target.user() != null) {
            welcome.put("user", target.user());
        }
        return welcome.put("maxFps", limits.fps())
                .put("maxBytes", limits.maxFrame())
                .put("maxPixels", CameraSession.MAX_PIXELS);
    }

    /** @param left whether the page has closed the socket */
    private void forget(WsContext ctx, boolean left) {
        Connected connected = ctx.attribute("connected");
        if (connected != null) {
            cameras.remove(connected.camera(), left);
            String user = connected.camera().target().user();
            if (user != null) {
                recommendations.remove(user, connected.listener());
            }
        }
    }
}
