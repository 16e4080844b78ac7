package io.moodstream.dashboard.frames;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.consents.Consents;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.Caller;
import io.moodstream.dashboard.http.RateLimits;
import io.moodstream.dashboard.http.Routes;
import java.util.concurrent.CompletableFuture;

/** {@code POST /api/frames}: accepts one picture and responds when its result is there. */
public final class FrameRoutes implements Routes {
    private final Access access;
    private final RateLimits limits;
    private final Uploads uploads;
    private final Pictures pictures;
    private final Photos photos;
    private final Consents consents;
    private final Frames frames;
    private final Sources sources;
    private final Replies replies;

    public FrameRoutes(
            Access access,
            RateLimits limits,
            Uploads uploads,
            Pictures pictures,
            Photos photos,
            Consents consents,
            Frames frames,
            Sources sources,
            Replies replies) {
        this.access = access;
        this.limits = limits;
        this.uploads = uploads;
        this.pictures = pictures;
        this.photos = photos;
        this.consents = consents;
        this.frames = frames;
        this.sources = sources;
        this.replies = replies;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/frames", this::post);
    }

    private void post(Context ctx) {
        Caller caller = access.caller(ctx);
        var target = Target.of(ctx, caller);
        if (target.isEmpty() || !caller.isTeacher()) { // a teacher's script may send the frames of many cameras
            limits.take(caller.client());
        }
        replies.later(ctx, () -> target.map(seat -> frame(ctx, seat)).orElseGet(() -> single(ctx)), ctx::json);
    }

    private CompletableFuture<FrameResultJson> single(Context ctx) {
        return uploads.with(ctx, pictures::single)
                .thenCompose(photos::recognise)
                .thenApply(FrameResultJson::of);
    }

    private CompletableFuture<FrameResultJson> frame(Context ctx, Target target) {
        return uploads.with(ctx, pictures::frame).thenCompose(picture -> {
            consents.requireNotWithdrawn(target.user()); // now: while the picture came, the user may have withdrawn
            Source source = sources.of(target.lecture(), target.source(), target.user());
            Sent sent = frames.send(source, target.user(), target.counting(), picture);
            return sent.result().thenApply(emotions -> FrameResultJson.of(sent.frame(), emotions));
        });
    }
}
