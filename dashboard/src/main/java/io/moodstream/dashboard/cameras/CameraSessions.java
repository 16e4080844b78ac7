package io.moodstream.dashboard.cameras;

import io.moodstream.dashboard.http.Seat;
import io.moodstream.schemas.Keys;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The connected cameras: one per seat, limited in total and per address. */
final class CameraSessions {
    private record Connection(CameraSession camera, String address) {}

    private final int most;
    private final int mostOfOne;
    private final Map<String, Connection> connected = new ConcurrentHashMap<>();

    /**
     * Starts without cameras.
     *
     * @param most maximum cameras at a time
     * @param mostOfOne maximum cameras per address at a time
     */
    CameraSessions(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Returns whether a seat may connect from an address. */
    boolean hasRoomFor(Seat seat, String address) {
        return connected.containsKey(key(seat)) || (connected.size() < most && of(address) < mostOfOne);
    }

    private long of(String address) {
        return connected.values().stream()
                .filter(connection -> connection.address().equals(address))
                .count();
    }

    /** Adds a camera. An older one of the same seat is closed; if there are too many, the new one is closed. */
    void add(CameraSession camera, String address) {
        Connection older = connected.put(key(camera.seat()), new Connection(camera, address));
        if (older != null) {
            older.camera().close(CameraClose.TAKEN_OVER);
        } else if (connected.size() > most || of(address) > mostOfOne) {
            remove(camera);
            camera.close(CameraClose.TOO_MANY);
        }
    }

    /** Removes a camera that has disconnected. */
    void remove(CameraSession camera) {
        connected.computeIfPresent(
                key(camera.seat()), (seat, connection) -> connection.camera() == camera ? null : connection);
    }

    /** Returns the number of connected cameras. */
    int size() {
        return connected.size();
    }

    private static String key(Seat seat) {
        return Keys.source(seat.lecture(), seat.source());
    }
}
