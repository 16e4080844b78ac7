package io.moodstream.dashboard;

import io.moodstream.dashboard.cameras.CameraLimits;
import io.moodstream.dashboard.http.ServerConfig;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Setting;
import io.moodstream.schemas.Topics;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The dashboard's settings.
 *
 * @param host where it listens
 * @param port where it listens; 0 takes a free one
 * @param teacherToken what a teacher signs in with; without one only this machine is served
 * @param visitors whether people who have not joined may send single pictures
 * @param origins other sites whose pages may use it, separated by commas
 * @param trustProxy whether a reverse proxy's headers are believed
 * @param answerTimeout how long a request waits for its picture's emotions
 * @param maxUpload bytes of a picture
 * @param maxPixels pixels of a picture
 * @param requests requests of one client a minute
 * @param pictures single pictures of one client a minute
 * @param sockets cameras at a time
 * @param students of one address: new seats an hour, cameras at a time, and twice as many live pages
 * @param socketFps frames of one camera a second
 * @param listeners live pages at a time
 * @param lectures lectures kept in memory
 */
public record DashboardConfig(
        @Setting(
                value = "",
                doc =
                        "Address to listen on; when empty, all with a teacher token and this machine only (loopback) without")
        Optional<String> host,

        @Setting(value = "8080", min = 0, max = 65_535, doc = "Port to listen on; 0 takes a free one")
        int port,

        @Setting(
                value = "",
                doc = "What teachers sign in with and scripts send as Authorization: Bearer, 16 characters at least; "
                        + "lectures then have join codes. Without it everybody on this machine is a teacher and "
                        + "nobody else is served")
        Optional<String> teacherToken,

        @Setting(
                value = "false",
                doc = "With a teacher token: whether people who have not joined a lecture may send single pictures")
        boolean visitors,

        @Setting(
                value = "",
                doc = "Other sites whose pages may use the API, such as https://school.example, separated by commas")
        Optional<String> origins,

        @Setting(
                value = "false",
                doc = "Whether X-Forwarded-For and -Proto are believed; only behind a reverse proxy that sets them")
        boolean trustProxy,

        @Setting(value = "10s", min = 0.1, max = 120, doc = "How long a request waits for its picture's emotions")
        Duration answerTimeout,

        @Setting(value = "10000000", min = 1_000, max = 100_000_000, doc = "Most bytes of an uploaded picture")
        int maxUpload,

        @Setting(value = "25000000", min = 1_000, max = 100_000_000, doc = "Most pixels of an uploaded picture")
        int maxPixels,

        @Setting(value = "1200", min = 1, max = 1_000_000, doc = "Most requests of one client a minute")
        int requests,

        @Setting(value = "300", min = 1, max = 1_000_000, doc = "Most single pictures of one client a minute")
        int pictures,

        @Setting(value = "500", min = 1, max = 100_000, doc = "Most browsers at a time that send frames")
        int sockets,

        @Setting(
                value = "300",
                min = 1,
                max = 100_000,
                doc = "Most students behind one address, such as a school's: new seats an hour, and cameras at a time; "
                        + "of live pages twice as many")
        int students,

        @Setting(value = "5", min = 0.1, max = 60, doc = "Most frames a second of one browser; more are dropped")
        double socketFps,

        @Setting(value = "2000", min = 1, max = 100_000, doc = "Most live pages open at a time")
        int listeners,

        @Setting(value = "1000", min = 1, max = 1_000_000, doc = "Most lectures in memory; the oldest go first")
        int lectures) {

    /** Shortest token that cannot be guessed by trying. */
    private static final int SHORTEST_TOKEN = 16;

    /** Checks what no single setting can say. */
    public DashboardConfig {
        List<String> faults = new ArrayList<>();
        if (teacherToken.filter(token -> token.length() < SHORTEST_TOKEN).isPresent()) {
            faults.add("DASHBOARD_TEACHER_TOKEN: expected at least " + SHORTEST_TOKEN + " characters");
        }
        if (host.isPresent() && teacherToken.isEmpty() && !isLoopback(host.get())) {
            faults.add(
                    "DASHBOARD_HOST=" + host.get()
                            + ": other machines are served with a DASHBOARD_TEACHER_TOKEN only; set one, or leave the host empty");
        }
        if (trustProxy && teacherToken.isEmpty()) {
            faults.add(
                    "DASHBOARD_TRUST_PROXY=true: behind a proxy everybody seems to be on this machine, where without a "
                            + "token everybody is a teacher; set a DASHBOARD_TEACHER_TOKEN");
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }

    /** Whether there is no token: this machine only, and everybody on it is a teacher. */
    public boolean open() {
        return teacherToken.isEmpty();
    }

    /** The address to bind to. */
    public String address() {
        return host.orElse(open() ? "127.0.0.1" : "0.0.0.0");
    }

    /** {@link #origins} as a set, without slashes at their ends. */
    private Set<String> allowedOrigins() {
        Set<String> allowed = new TreeSet<>();
        for (String origin : origins.orElse("").split(",")) {
            if (!origin.isBlank()) {
                allowed.add(origin.strip().replaceAll("/+$", ""));
            }
        }
        return allowed;
    }

    /** What the web server needs of these settings. */
    public ServerConfig server() {
        return new ServerConfig(
                address(), port, teacherToken, visitors, allowedOrigins(), trustProxy, maxUpload, requests, students);
    }

    /** The limits of browsers that send frames. */
    public CameraLimits cameras() {
        return new CameraLimits(sockets, students, requests, socketFps, Topics.MAX_IMAGE_BYTES);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ConfigurationException("DASHBOARD_HOST=" + host + ": no such host");
        }
    }
}
