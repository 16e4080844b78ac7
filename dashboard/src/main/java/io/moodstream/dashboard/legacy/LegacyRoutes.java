package io.moodstream.dashboard.legacy;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.frames.FrameReader;
import io.moodstream.dashboard.frames.Photo;
import io.moodstream.dashboard.frames.Photos;
import io.moodstream.dashboard.frames.Pictures;
import io.moodstream.dashboard.frames.Replies;
import io.moodstream.dashboard.frames.Uploads;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.Bodies;
import io.moodstream.dashboard.http.ByLanguage;
import io.moodstream.dashboard.http.Caller;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.RateLimits;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The legacy endpoints, so that clients of the systems that moodstream replaces keep working. A client's last
 * prediction is found by its cookie; clients share nothing.
 */
public final class LegacyRoutes implements Routes {
    private static final Map<String, String> MEDIA = Map.of("Movies", "movie", "Songs", "song", "Books", "book");

    private final Access access;
    private final RateLimits limits;
    private final Uploads uploads;
    private final Pictures pictures;
    private final Photos photos;
    private final FrameReader reader;
    private final Replies replies;
    private final Predictions predictions;
    private final ByLanguage<ResultPages> pages = new ByLanguage<>(ResultPages::new);

    public LegacyRoutes(
            Access access,
            RateLimits limits,
            Uploads uploads,
            Pictures pictures,
            Photos photos,
            FrameReader reader,
            Replies replies) {
        this.access = access;
        this.limits = limits;
        this.uploads = uploads;
        this.pictures = pictures;
        this.photos = photos;
        this.reader = reader;
        this.replies = replies;
        this.predictions = new Predictions(access);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/recogniseExpression", ctx -> recognise(ctx, photo -> ctx.json(genres(photo))));
        routes.post(
                "/predict",
                ctx -> recognise(ctx, photo -> {
                    Prediction prediction = predictions.remember(ctx, photo);
                    ctx.result(prediction.emotion().name());
                }));
        routes.post(
                "/getEmotion",
                ctx -> recognise(ctx, photo -> {
                    Prediction prediction = predictions.remember(ctx, photo);
                    ctx.redirect("/result?id=" + prediction.id());
                }));
        routes.post("/recommend", this::recommend);
        routes.get("/result", this::result);
        routes.get("/result/picture", this::picture);
    }

    private void recognise(Context ctx, Consumer<Photo> answer) {
        Caller caller = access.caller(ctx);
        caller.requirePictures();
        limits.take(caller.client());
        replies.later(ctx, () -> uploads.with(ctx, pictures::single).thenCompose(photos::recognise), answer);
    }

    private static Map<String, Object> genres(Photo photo) {
        Emotion emotion = Predictions.majority(photo);
        var recommendation = photo.recommendation()
                .orElseThrow(
                        () -> Problem.of(504, "The expression is " + emotion + ", but no recommendation came in time"));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mimetype", "application/json");
        json.put(
                "recommended_music_genre",
                "You might enjoy music genres like: " + String.join(", ", recommendation.getGenres()));
        json.put("response", emotion.name());
        json.put("status", 200);
        return json;
    }

    private void recommend(Context ctx) {
        Prediction last = predictions
                .last(ctx)
                .orElseThrow(() -> Problem.of(
                        409,
                        "There was no prediction for this client in the last half hour: POST /predict first, and send"
                                + " the cookie of its response"));
        Bodies.requireSmall(ctx);
        String wanted = String.valueOf(ctx.formParam("x"));
        String medium = MEDIA.get(wanted);
        if (medium == null) {
            throw Problem.badValue("x", wanted, "Movies, Songs or Books");
        }
        if (last.recommendation().isEmpty()) {
            throw Problem.of(504, "No recommendation came in time: POST /predict again");
        }
        ctx.html(pages.of(ctx).recommend(last, medium));
    }

    private void result(Context ctx) {
        noStore(ctx);
        Optional<Prediction> asked = asked(ctx);
        if (asked.isEmpty()) {
            ctx.status(410).html(pages.of(ctx).gone());
            return;
        }
        Prediction prediction = asked.get();
        replies.later(ctx, () -> reader.read(prediction.position()), picture -> {
            boolean kept = picture.isPresent();
            ctx.status(kept ? 200 : 410)
                    .html(
                            kept
                                    ? pages.of(ctx).result(prediction)
                                    : pages.of(ctx).gone());
        });
    }

    private void picture(Context ctx) {
        noStore(ctx);
        Prediction prediction = asked(ctx).orElseThrow(LegacyRoutes::gone);
        replies.later(ctx, () -> reader.read(prediction.position()), frame -> {
            Frame found = frame.orElseThrow(LegacyRoutes::gone);
            byte[] image = new byte[found.getImage().remaining()];
            found.getImage().get(image);
            ctx.contentType(found.getEncoding() == ImageEncoding.PNG ? "image/png" : "image/jpeg")
                    .result(image);
        });
    }

    private Optional<Prediction> asked(Context ctx) {
        String id = ctx.queryParam("id");
        return id == null ? predictions.last(ctx) : predictions.of(id);
    }

    private static Problem gone() {
        return Problem.of(410, "The picture has been deleted");
    }

    private static void noStore(Context ctx) {
        ctx.header("Cache-Control", "no-store");
    }
}
