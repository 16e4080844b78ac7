package io.moodstream.dashboard.views;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.lectures.Lectures;
import io.moodstream.dashboard.lectures.SourceJson;
import io.moodstream.pictures.PictureFormat;
import java.util.List;
import java.util.Optional;

/** Endpoints for teachers: the sources of a lecture with the faces at their places, and the latest picture of one. */
public final class SourceRoutes implements Routes {
    private final Access access;
    private final Lectures lectures;
    private final Optional<LatestPictures> pictures;

    /** @param pictures the latest pictures, if the operator allows them */
    public SourceRoutes(Access access, Lectures lectures, Optional<LatestPictures> pictures) {
        this.access = access;
        this.lectures = lectures;
        this.pictures = pictures;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/lectures/{id}/sources", this::sources);
        routes.get("/api/lectures/{id}/sources/{source}/picture", this::picture);
    }

    private void sources(Context ctx) {
        access.caller(ctx).requireTeacher();
        String id = ctx.pathParam("id");
        if (lectures.get(id).isEmpty()) {
            throw Problem.of(404, "There is no lecture " + id);
        }
        ctx.json(new All(id, pictures.isPresent(), lectures.sources(id)));
    }

    private void picture(Context ctx) {
        access.caller(ctx).requireTeacher();
        String source = ctx.pathParam("source");
        byte[] picture = pictures.orElseThrow(() -> Problem.of(
                        404, "This server shows no pictures of a lecture: DASHBOARD_LIVE_PICTURES is not set"))
                .of(ctx.pathParam("id"), source)
                .orElseThrow(() -> Problem.of(404, "There is no picture of " + source + " at the moment"));
        boolean png = PictureFormat.of(picture) == PictureFormat.PNG;
        ctx.contentType(png ? "image/png" : "image/jpeg")
                .header("Cache-Control", "no-store")
                .result(picture);
    }

    private record All(String lecture, boolean pictures, List<SourceJson> sources) {}
}
