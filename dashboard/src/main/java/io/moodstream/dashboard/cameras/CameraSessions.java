package io.moodstream.dashboard.cameras;

import io.moodstream.dashboard.http.Seat;
import io.moodstream.schemas.Keys;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The cameras that are connected: one for a seat, so many in all and so many of one address. */
final class CameraSessions {
    private record Place(CameraSession camera, String address) {}

    private final int most;
    private final int mostOfOne;
    private final Map<String, Place> connected = new ConcurrentHashMap<>();

    /**
     * None yet.
     *
     * @param most at a time
     * @param mostOfOne address at a time
     */
    CameraSessions(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Whether that seat may connect from there. */
    boolean hasRoomFor(Seat seat, String address) {
        return connected.containsKey(key(seat)) || (connected.size() < most && of(address) < mostOfOne);
    }

    private long of(String address) {
        return connected.values().stream()
                .filter(place -> place.address().equals(address))
                .count();
    }

    /** Takes a camera in; an older one of the same seat is closed, and this one where there are too many. */
    void add(CameraSession camera, String address) {
        Place older = connected.put(key(camera.seat()), new Place(camera, address));
        if (older != null) {
            older.camera().close(CameraClose.TAKEN_OVER);
        } else if (connected.size() > most || of(address) > mostOfOne) {
            remove(camera);
            camera.close(CameraClose.TOO_MANY);
        }
    }

    /** It is gone. */
    void remove(CameraSession camera) {
        connected.computeIfPresent(key(camera.seat()), (seat, place) -> place.camera() == camera ? null : place);
    }

    /** How many there are. */
    int size() {
        return connected.size();
    }

    private static String key(Seat seat) {
        return Keys.source(seat.lecture(), seat.source());
    }
}
