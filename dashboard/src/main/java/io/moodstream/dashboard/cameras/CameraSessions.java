package io.moodstream.dashboard.cameras;

import io.moodstream.dashboard.frames.Target;
import io.moodstream.schemas.Keys;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The connected cameras: one per seat, limited in total and per address. Tells their sources when they come and go, and
 * notices dead connections.
 */
final class CameraSessions {
    private static final int PING_SECONDS = 3;

    private record Connection(CameraSession camera, String address, String page) {
        boolean isOfPage(String name) {
            return !name.isEmpty() && name.equals(page);
        }
    }

    private final int most;
    private final int mostOfOne;
    private final Map<String, Connection> connected = new ConcurrentHashMap<>();
    private long seconds;

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
    boolean hasRoomFor(Target seat, String address) {
        return connected.containsKey(key(seat)) || (connected.size() < most && of(address) < mostOfOne);
    }

    private long of(String address) {
        return connected.values().stream()
                .filter(connection -> connection.address().equals(address))
                .count();
    }

    /**
     * Adds a camera. An older one of the same seat is closed, and the source just goes on; if there are too many, the
     * new one is closed.
     *
     * @param page the name that the browser's page gives itself; empty if it has none
     */
    void add(CameraSession camera, String address, String page) {
        Connection older = connected.put(key(camera.target()), new Connection(camera, address, page));
        camera.source().connected();
        if (older != null) {
            older.camera().close(older.isOfPage(page) ? CameraClose.REPLACED : CameraClose.TAKEN_OVER);
        } else if (connected.size() > most || of(address) > mostOfOne) {
            remove(camera, false);
            camera.close(CameraClose.TOO_MANY);
        }
    }

    /**
     * Removes a camera, unless a newer one has its seat by now.
     *
     * @param left whether the browser has said goodbye; otherwise its connection is lost, and it may come back
     */
    void remove(CameraSession camera, boolean left) {
        connected.computeIfPresent(key(camera.target()), (seat, connection) -> {
            if (connection.camera() != camera) {
                return connection;
            }
            if (left) {
                camera.source().left();
            } else {
                camera.source().disconnected();
            }
            return null;
        });
    }

    /** Closes the cameras of a lecture that its teacher has ended. */
    void end(String lecture) {
        close(seat -> seat.lecture().equals(lecture), CameraClose.ENDED);
    }

    /** Closes the cameras of a user who is being erased, in whatever tab. */
    void erase(String user) {
        close(seat -> user.equals(seat.user()), CameraClose.ERASED);
    }

    /** Closes the cameras of a user who has withdrawn the consent, in whatever tab. */
    void withdraw(String user) {
        close(seat -> user.equals(seat.user()), CameraClose.WITHDRAWN);
    }

    private void close(Predicate<Target> which, CameraClose why) {
        connected.values().stream()
                .map(Connection::camera)
                .filter(camera -> which.test(camera.target()))
                .forEach(camera -> {
                    remove(camera, true);
                    camera.close(why);
                });
    }

    /** Pings the cameras, and closes and removes those whose connection is dead; called once a second. */
    void tick() {
        boolean pings = ++seconds % PING_SECONDS == 0;
        for (Connection connection : connected.values()) {
            CameraSession camera = connection.camera();
            if (camera.isDead()) {
                remove(camera, false);
                camera.close(CameraClose.LOST);
            } else if (pings) {
                camera.ping();
            }
        }
    }

    /** Returns the number of connected cameras. */
    int size() {
        return connected.size();
    }

    private static String key(Target seat) {
        return Keys.source(seat.lecture(), seat.source());
    }
}
