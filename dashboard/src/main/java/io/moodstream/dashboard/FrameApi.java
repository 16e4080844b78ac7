package io.moodstream.dashboard;

import io.javalin.config.RoutesConfig;
import io.moodstream.dashboard.cameras.CameraRoutes;
import io.moodstream.dashboard.consents.Consents;
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
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All endpoints that accept pictures: {@code POST} and {@code WS /api/frames}, and the legacy endpoints. */
public final class FrameApi implements Routes, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrameApi.class);

    private final PendingResults pending;
    private final UserRecommendations recommendations = new UserRecommendations();
    private final Replies replies = new Replies();
    private final WebFramePublisher publisher;
    private final FrameReader reader;
    private final Pictures pictures;
    private final CameraRoutes cameras;
    private final Sources sources;
    private final ScheduledThreadPoolExecutor seconds = new ScheduledThreadPoolExecutor(1, task -> {
        Thread made = new Thread(task, "cameras");
        made.setDaemon(true);
        return made;
    });
    private final List<Routes> routes;

    private FrameApi(DashboardConfig config, Access access, Consents consents, StageConfig stage, Settings settings) {
        pending = new PendingResults(config.answerTimeout());
        publisher = WebFramePublisher.start(stage, settings);
        reader = new FrameReader(stage, settings);
        pictures = new Pictures(config.maxPixels());
        Frames frames = new Frames(publisher, pending);
        Photos photos = new Photos(frames, recommendations);
        sources = new Sources(publisher.runs(), InstantSource.system());
        Uploads uploads = new Uploads(config.maxUpload());
        RateLimits limits = new RateLimits("pictures", config.pictures());
        cameras = new CameraRoutes(config.cameras(), access, consents, frames, sources, recommendations);
        routes = List.of(
                new FrameRoutes(access, limits, uploads, pictures, photos, consents, frames, sources, replies),
                new LegacyRoutes(access, limits, uploads, pictures, photos, reader, replies),
                cameras);
        // With a delay and not at a rate: after the server stood still, it listens before it calls a camera dead.
        var unused = seconds.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private void tick() {
        try {
            cameras.tick();
            sources.tick();
        } catch (RuntimeException e) {
            LOG.error("Could not look after the cameras", e);
        }
    }

    /** Opens the endpoints; they accept frames as soon as Kafka responds, but none of users who have withdrawn. */
    public static FrameApi open(
            DashboardConfig config, Access access, Consents consents, StageConfig stage, Settings settings) {
        return new FrameApi(config, access, consents, stage, settings);
    }

    /** Returns the listeners for the reader of the topics. */
    public List<TopicListener> listeners() {
        return List.of(pending, recommendations, cameras);
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
        seconds.shutdownNow();
        sources.close();
        publisher.close();
        reader.close();
        pictures.close();
        replies.close();
    }
}
