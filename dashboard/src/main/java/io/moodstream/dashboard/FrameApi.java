package io.moodstream.dashboard;

import io.javalin.config.RoutesConfig;
import io.moodstream.dashboard.cameras.CameraRoutes;
import io.moodstream.dashboard.frames.FrameReader;
import io.moodstream.dashboard.frames.FrameRoutes;
import io.moodstream.dashboard.frames.Frames;
import io.moodstream.dashboard.frames.PendingResults;
import io.moodstream.dashboard.frames.Photos;
import io.moodstream.dashboard.frames.Pictures;
import io.moodstream.dashboard.frames.Replies;
import io.moodstream.dashboard.frames.Sources;
import io.moodstream.dashboard.frames.Uploads;
import io.moodstream.dashboard.frames.UserRecommendations;
import io.moodstream.dashboard.frames.WebFramePublisher;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.RateLimits;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.legacy.LegacyRoutes;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import java.time.InstantSource;
import java.util.List;

/** All endpoints that accept pictures: {@code POST} and {@code WS /api/frames}, and the legacy endpoints. */
public final class FrameApi implements Routes, AutoCloseable {
    private final PendingResults pending;
    private final UserRecommendations recommendations = new UserRecommendations();
    private final Replies replies = new Replies();
    private final WebFramePublisher publisher;
    private final FrameReader reader;
    private final Pictures pictures;
    private final CameraRoutes cameras;
    private final List<Routes> routes;

    private FrameApi(DashboardConfig config, Access access, StageConfig stage, Settings settings) {
        pending = new PendingResults(config.answerTimeout());
        publisher = WebFramePublisher.start(stage, settings);
        reader = new FrameReader(stage, settings);
        pictures = new Pictures(config.maxPixels());
        Frames frames = new Frames(publisher, pending, InstantSource.system());
        Photos photos = new Photos(frames, recommendations);
        Sources sources = new Sources();
        Uploads uploads = new Uploads(config.maxUpload());
        RateLimits limits = new RateLimits("pictures", config.pictures());
        cameras = new CameraRoutes(config.cameras(), access, frames, sources, recommendations);
        routes = List.of(
                new FrameRoutes(access, limits, uploads, pictures, photos, frames, sources, replies),
                new LegacyRoutes(access, limits, uploads, pictures, photos, reader, replies),
                cameras);
    }

    /** Opens the endpoints; they accept frames as soon as Kafka responds. */
    public static FrameApi open(DashboardConfig config, Access access, StageConfig stage, Settings settings) {
        return new FrameApi(config, access, stage, settings);
    }

    /** Returns the listeners for the reader of the topics. */
    public List<TopicListener> listeners() {
        return List.of(pending, recommendations);
    }

    @Override
    public void addTo(RoutesConfig config) {
        routes.forEach(each -> each.addTo(config));
    }

    /** Returns the number of pending frames and connected cameras; 0 when nothing is pending or connected. */
    public int open() {
        return pending.size() + recommendations.size() + cameras.size();
    }

    @Override
    public void close() {
        publisher.close();
        reader.close();
        pictures.close();
        replies.close();
    }
}
