package io.moodstream.launcher.fuzz;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.dashboard.Dashboard;
import io.moodstream.dashboard.DashboardMain;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.launcher.demo.DemoStages;
import io.moodstream.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The dashboard, through plain sockets, because a client would write no broken request: HTTP requests, and frames of a
 * WebSocket. Each input is all that one connection sends.
 */
final class WebTarget implements FuzzTarget {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
    private static final Pattern CLOSED = Pattern.compile("\\x88[\\x02-\\x7d](..)", Pattern.DOTALL);
    /** In JSON, or in the page that a broken address is answered with. */
    private static final Pattern DETAIL =
            Pattern.compile("\"(?:detail|reason)\":\"((?:[^\"\\\\]|\\\\.)*)\"|<title>([^<]+)");

    /** Longer than the dashboard waits for a picture's result, which it does until its stages are warm. */
    private static final int PATIENCE_MILLIS = 20_000;

    /** Stands for the dashboard's address, so that inputs are the same at each port. */
    private static final String ADDRESS = "localhost:00000";

    /** How a request differs whose body alone is broken. */
    private static final Pattern LENGTH = Pattern.compile("Content-Length: \\d+");

    private static final int LONGEST_ANSWER = 64 * 1024;

    /** The codes of what servers need not know, and of a server that is busy. */
    private static final List<Integer> NO_FAULT = List.of(501, 503, 505);

    /** What students read where their picture was lost by a fault of the server. */
    private static final String FAILED = "could not process this picture";

    /** A WebSocket's code for a fault of the server. */
    private static final int SERVER_FAULT = 1011;

    private final URI url;
    private final List<byte[]> good;
    private final Set<String> heads;
    private final boolean sockets;
    private final Runnable closing;

    private WebTarget(URI url, List<byte[]> good, boolean sockets, Runnable closing) {
        this.url = url;
        this.good = good;
        this.heads = good.stream().map(WebTarget::headOf).collect(Collectors.toSet());
        this.sockets = sockets;
        this.closing = closing;
    }

    /** Starts a broker, all stages and a dashboard, and returns its HTTP. */
    static FuzzTarget http(Path folder) throws Exception {
        return start(folder, false);
    }

    /** Starts a broker, all stages and a dashboard, and returns its WebSocket. */
    static FuzzTarget sockets(Path folder) throws Exception {
        return start(folder, true);
    }

    private static FuzzTarget start(Path folder, boolean sockets) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        Settings settings = new Settings(Map.of(
                "STAGE_BOOTSTRAP", broker.bootstrap(),
                "STAGE_STATE_DIR", folder.resolve("state").toString(),
                "CLASSIFIER_MODEL", "fast",
                "DASHBOARD_PORT", "0",
                "DASHBOARD_REQUESTS", "1000000",
                "DASHBOARD_PICTURES", "1000000",
                "DASHBOARD_STUDENTS", "100000",
                "DASHBOARD_SOCKET_FPS", "60"));
        try (TopicAdmin admin = TopicAdmin.connect(settings.bind(StageConfig.class), settings)) {
            admin.create(Topics.ALL);
        }
        DemoStages stages = DemoStages.start(DemoStages.make(settings));
        Dashboard dashboard = DashboardMain.start(settings);
        return at(URI.create(dashboard.url()), sockets, () -> {
            dashboard.close();
            stages.close();
            broker.close();
        });
    }

    /**
     * Returns a dashboard that runs already.
     *
     * @param sockets whether its WebSocket is meant instead of its HTTP
     * @param closing what stops it
     */
    static FuzzTarget at(URI url, boolean sockets, Runnable closing) throws IOException {
        byte[] picture = SamplePicture.read().jpegs().get(0);
        return new WebTarget(url, sockets ? messages(picture) : requests(picture), sockets, closing);
    }

    private static List<byte[]> requests(byte[] picture) {
        return List.of(
                request("POST", "/api/frames", "image/jpeg", picture),
                request("POST", "/api/frames?lecture=fuzz&source=room", "image/jpeg", picture),
                request("POST", "/api/frames", "multipart/form-data; boundary=b", form(picture)),
                request("POST", "/api/join", "application/json", json("{\"lecture\":\"fuzz\"}")),
                request("GET", "/api/lectures?limit=5", "text/plain", new byte[0]),
                request("GET", "/health", "text/plain", new byte[0]));
    }

    private static byte[] request(String method, String path, String type, byte[] body) {
        return joined(
                json(method + " " + path + " HTTP/1.1\r\nHost: " + ADDRESS
                        + "\r\nConnection: close\r\nAccept: application/json\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n"),
                body);
    }

    private static byte[] form(byte[] picture) {
        String head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n";
        return joined(json(head), picture, json("\r\n--b--\r\n"));
    }

    /** An upgrade, a picture and a close. */
    private static List<byte[]> messages(byte[] picture) {
        byte[] upgrade = json("GET /api/frames?lecture=fuzz&source=window HTTP/1.1\r\nHost: " + ADDRESS
                + "\r\nOrigin: http://" + ADDRESS
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        return List.of(joined(upgrade, frame(2, picture), frame(8, new byte[] {3, (byte) 0xE8})));
    }

    /** A masked frame of a client, RFC 6455 section 5.2; the mask is 0. */
    private static byte[] frame(int opcode, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x80 | opcode);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.writeBytes(new byte[4]);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    @Override
    public List<byte[]> good() {
        return good;
    }

    /** Breaks the body or the message more often than what stands before it. */
    @Override
    public byte[] draw(Random random) {
        byte[] input = good.get(random.nextInt(good.size()));
        int body = bodyOf(input);
        if (random.nextInt(3) == 0 || body == input.length) {
            return Mutator.breakIt(input, input, random);
        }
        byte[] broken = Mutator.breakIt(Arrays.copyOfRange(input, body, input.length), input, random);
        String head = LENGTH.matcher(latin1(Arrays.copyOf(input, body))).replaceAll("Content-Length: " + broken.length);
        return joined(head.getBytes(StandardCharsets.ISO_8859_1), broken);
    }

    private static String headOf(byte[] input) {
        return LENGTH.matcher(latin1(Arrays.copyOf(input, Math.max(0, bodyOf(input)))))
                .replaceAll("");
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int bodyOf(byte[] input) {
        return latin1(input).indexOf("\r\n\r\n") + 4;
    }

    @Override
    public Optional<String> read(byte[] input) throws Exception {
        String answer =
                answer(latin1(input).replace(ADDRESS, url.getAuthority()).getBytes(StandardCharsets.ISO_8859_1));
        Matcher status = STATUS.matcher(answer);
        if (!status.lookingAt()) {
            require(!heads.contains(headOf(input)), "no answer to a whole request", answer);
            return Optional.of("connection closed without an answer");
        }
        int code = Integer.parseInt(status.group(1));
        require(code < 500 || NO_FAULT.contains(code), "the server failed", answer);
        require(!answer.contains(FAILED), "the server failed", answer);
        if (code >= 400) {
            return Optional.of("http-" + code + ": " + detail(answer));
        }
        return sockets ? closed(answer) : Optional.empty();
    }

    /** Without a message, the picture was not understood as one: only what was accepted counts. */
    private static Optional<String> closed(String answer) {
        if (answer.contains("\"type\":\"accepted\"")) {
            return Optional.empty();
        }
        if (answer.contains("\"type\":\"refused\"")) {
            return Optional.of("refused: " + detail(answer));
        }
        int code = CLOSED.matcher(answer)
                .results()
                .mapToInt(
                        close -> close.group(1).charAt(0) << 8 | close.group(1).charAt(1))
                .reduce(0, (before, last) -> last);
        require(code != SERVER_FAULT, "the server closed the socket with " + SERVER_FAULT, answer);
        return Optional.of(code == 0 ? "no message" : "closed-with-" + code + ": by the protocol");
    }

    private static void require(boolean good, String fault, String answer) {
        if (!good) {
            throw new IllegalStateException(fault + ": " + answer.substring(0, Math.min(400, answer.length())));
        }
    }

    private static String detail(String answer) {
        String detail = DETAIL.matcher(answer)
                .results()
                .map(each -> each.group(1) == null ? each.group(2) : each.group(1))
                .collect(Collectors.joining("; "));
        require(!detail.isEmpty(), "no detail", answer);
        return detail;
    }

    /** Sends it all, says that nothing follows, and reads the answer to its end. */
    private String answer(byte[] input) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(input);
                socket.shutdownOutput();
            } catch (IOException e) {
                // The server has answered and closed already.
            }
            read(socket.getInputStream(), answer);
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    private static void read(InputStream in, ByteArrayOutputStream answer) throws SocketTimeoutException {
        byte[] part = new byte[8192];
        try {
            for (int count = in.read(part); count >= 0 && answer.size() < LONGEST_ANSWER; count = in.read(part)) {
                answer.write(part, 0, count);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // Reset, because the server did not read all of it.
        }
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Override
    public void close() {
        closing.run();
    }
}
