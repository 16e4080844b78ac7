package io.moodstream.dashboard;

import io.moodstream.dashboard.cameras.CameraLimits;
import io.moodstream.dashboard.http.ServerConfig;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Setting;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The dashboard's settings.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one
 * @param teacherToken the token with which teachers sign in; without it only this machine is served
 * @param teacherTokenFile a file that holds the token
 * @param visitors whether people who have not joined a lecture may send single pictures
 * @param origins other sites whose pages may use the API, separated by commas
 * @param trustProxy whether the headers of a reverse proxy are trusted
 * @param answerTimeout how long a request waits for the emotions of its picture
 * @param maxUpload maximum bytes of an uploaded picture
 * @param maxPixels maximum pixels of an uploaded picture
 * @param requests maximum requests per client and minute
 * @param pictures maximum single pictures per client and minute
 * @param sockets maximum cameras connected at a time
 * @param students limit per address: new seats an hour, cameras at a time, and twice as many live pages
 * @param socketFps maximum frames per second of one camera
 * @param listeners maximum live pages open at a time
 * @param livePictures whether teachers see the latest picture of a source without a user
 * @param lectures maximum lectures kept in memory
 * @param audio folder of the audio files that a catalogue names
 * @param audioOrigins other sites whose audio pages may play, separated by commas
 * @param accessLog whether a line is logged about each request
 */
public record DashboardConfig(
        @Setting(
                value = "",
                doc =
                        "Address to listen on; by default all addresses with a teacher token, and only this machine (loopback) without one")
        Optional<String> host,

        @Setting(value = "8080", min = 0, max = 65_535, doc = "Port to listen on; 0 picks a free one")
        int port,

        @Setting(
                value = "",
                doc = "Token with which teachers sign in and which scripts send as Authorization: Bearer, at least 16 "
                        + "characters; lectures then have join codes. Without it everybody on this machine is a "
                        + "teacher, and no other machine is served")
        Optional<String> teacherToken,

        @Setting(
                value = "",
                doc = "File that holds the teacher token, such as a secret of Docker or Kubernetes, instead of"
                        + " DASHBOARD_TEACHER_TOKEN")
        Optional<Path> teacherTokenFile,

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
                doc =
                        "Whether to trust X-Forwarded-For and X-Forwarded-Proto; only behind a reverse proxy that sets them")
        boolean trustProxy,

        @Setting(value = "10s", min = 0.1, max = 120, doc = "How long a request waits for the emotions of its picture")
        Duration answerTimeout,

        @Setting(value = "10000000", min = 1_000, max = 100_000_000, doc = "Maximum bytes of an uploaded picture")
        int maxUpload,

        @Setting(value = "25000000", min = 1_000, max = 100_000_000, doc = "Maximum pixels of an uploaded picture")
        int maxPixels,

        @Setting(value = "1200", min = 1, max = 1_000_000, doc = "Maximum requests per client and minute")
        int requests,

        @Setting(value = "300", min = 1, max = 1_000_000, doc = "Maximum single pictures per client and minute")
        int pictures,

        @Setting(value = "500", min = 1, max = 100_000, doc = "Maximum browsers that send frames at a time")
        int sockets,

        @Setting(
                value = "300",
                min = 1,
                max = 100_000,
                doc =
                        "Maximum students behind one address, such as a school's: new seats an hour, cameras at a time, and "
                                + "twice as many live pages")
        int students,

        @Setting(
                value = "5",
                min = 0.1,
                max = 60,
                doc = "Maximum frames per second of one browser; further frames are dropped")
        double socketFps,

        @Setting(value = "2000", min = 1, max = 100_000, doc = "Maximum live pages open at a time")
        int listeners,

        @Setting(
                value = "false",
                doc =
                        "Whether teachers see, under the boxes of a hall, gallery or meeting, its latest picture; it is kept"
                                + " in memory only, until the next one or for ten seconds. The dashboard then reads all frames")
        boolean livePictures,

        @Setting(
                value = "1000",
                min = 1,
                max = 1_000_000,
                doc = "Maximum lectures in memory; the oldest are evicted first")
        int lectures,

        @Setting(
                value = "",
                doc =
                        "Folder of the audio files that songs of RECOMMENDER_CATALOGUE name; without it they have no player")
        Optional<Path> audio,

        @Setting(
                value = "",
                doc = "Other sites whose audio the pages may play, such as https://music.example, separated by commas")
        Optional<String> audioOrigins,

        @Setting(
                value = "false",
                doc =
                        "Whether to log a line about each request on stderr: address, method, path, status, milliseconds; "
                                + "addresses are personal data")
        boolean accessLog) {

    private static final Pattern AUDIO_ORIGIN = Pattern.compile("https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?");

    /** The minimum length of a token, so that it cannot be guessed. */
    private static final int SHORTEST_TOKEN = 16;

    /** Checks the settings that depend on each other. */
    public DashboardConfig {
        List<String> faults = new ArrayList<>();
        if (teacherTokenFile.isPresent()) {
            if (teacherToken.isPresent()) {
                faults.add("DASHBOARD_TEACHER_TOKEN and DASHBOARD_TEACHER_TOKEN_FILE: expected only one of them");
            }
            teacherToken = token(teacherTokenFile.get(), faults);
        }
        if (teacherToken.filter(token -> token.length() < SHORTEST_TOKEN).isPresent()) {
            faults.add("DASHBOARD_TEACHER_TOKEN: expected at least " + SHORTEST_TOKEN + " characters");
        }
        if (host.isPresent() && teacherToken.isEmpty() && !isLoopback(host.get())) {
            faults.add("DASHBOARD_HOST=" + host.get()
                    + ": serving other machines needs a DASHBOARD_TEACHER_TOKEN; set one, or leave the host empty");
        }
        if (trustProxy && teacherToken.isEmpty()) {
            faults.add(
                    "DASHBOARD_TRUST_PROXY=true: behind a proxy every client appears to be this machine, and without a "
                            + "token everybody on this machine is a teacher; set a DASHBOARD_TEACHER_TOKEN");
        }
        audio.filter(folder -> !Files.isDirectory(folder))
                .ifPresent(folder -> faults.add("DASHBOARD_AUDIO=" + folder + ": expected a folder that exists"));
        for (String origin : sites(audioOrigins)) {
            if (!AUDIO_ORIGIN.matcher(origin).matches()) {
                faults.add(
                        "DASHBOARD_AUDIO_ORIGINS=" + origin + ": expected https:// and a host, and nothing after them");
            }
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }

    /** A token that cannot be read must not open the dashboard to everybody, so there always is a fault then. */
    private static Optional<String> token(Path file, List<String> faults) {
        try {
            String token = Files.readString(file).strip();
            if (token.isEmpty()) {
                faults.add("DASHBOARD_TEACHER_TOKEN_FILE=" + file + ": expected a token in it, but the file is empty");
            }
            return Optional.of(token).filter(read -> !read.isEmpty());
        } catch (IOException e) {
            faults.add("DASHBOARD_TEACHER_TOKEN_FILE=" + file + ": expected a file in UTF-8, which can be read");
            return Optional.empty();
        }
    }

    /** Returns whether there is no token: only this machine is served, and everybody on it is a teacher. */
    public boolean open() {
        return teacherToken.isEmpty();
    }

    /** Returns the address to bind to. */
    public String address() {
        return host.orElse(open() ? "127.0.0.1" : "0.0.0.0");
    }

    /** Returns sites as a set, without trailing slashes. */
    private static Set<String> sites(Optional<String> list) {
        Set<String> allowed = new TreeSet<>();
        for (String origin : list.orElse("").split(",")) {
            if (!origin.isBlank()) {
                allowed.add(origin.strip().replaceAll("/+$", ""));
            }
        }
        return allowed;
    }

    /** Returns the web server's part of these settings. */
    public ServerConfig server() {
        return new ServerConfig(
                address(),
                port,
                teacherToken,
                visitors,
                sites(origins),
                trustProxy,
                maxUpload,
                requests,
                students,
                sites(audioOrigins));
    }

    /** Returns the limits for browsers that send frames. */
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
