package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.http.Seat;
import io.moodstream.schemas.Keys;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The cameras that are connected: one for a seat. */
final class Cameras {
    private final int most;
    private final Map<String, Camera> connected = new ConcurrentHashMap<>();

    /** @param most at a time */
    Cameras(int most) {
        this.most = most;
    }

    /** Whether that seat may connect. */
    boolean hasRoomFor(Seat seat) {
        return connected.size() < most || connected.containsKey(key(seat));
    }

    /** Takes a camera in; an older one of the same seat is closed, and this one where there are too many. */
    void add(Camera camera) {
        Camera older = connected.put(key(camera.seat()), camera);
        if (older != null) {
            older.close(CameraClose.TAKEN_OVER);
        } else if (connected.size() > most) {
            remove(camera);
            camera.close(CameraClose.TOO_MANY);
        }
    }

    /** It is gone. */
    void remove(Camera camera) {
        connected.remove(key(camera.seat()), camera);
    }

    /** How many there are. */
    int size() {
        return connected.size();
    }

    private static String key(Seat seat) {
        return Keys.source(seat.lecture(), seat.source());
    }
}
