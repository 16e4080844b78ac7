package io.moodstream.ingest.sources;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** An RTSP camera (RFC 2326) that sends grey pictures over UDP and refuses TCP. */
final class RtspCamera implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("client_port=(\\d+)");

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> refused = new ArrayList<>();

    RtspCamera() throws IOException {
        daemon(() -> {
            while (!server.isClosed()) {
                Socket connection = server.accept();
                daemon(() -> serve(connection));
            }
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                // The other side has gone, or the test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket connection) throws Exception {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            int port = 0;
            while (true) {
                String request = "";
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    request += line + "\n";
                }
                if (request.isEmpty()) {
                    return;
                }
                String sequence = request.replaceFirst("(?s).*CSeq: (\\d+).*", "$1");
                String status = "200 OK";
                String rest = "Session: 1\r\n\r\n";
                if (request.startsWith("DESCRIBE")) {
                    String sdp = "v=0\r\ns=camera\r\nt=0 0\r\nm=video 0 RTP/AVP 26\r\na=control:1\r\n";
                    rest = "Content-Type: application/sdp\r\nContent-Length: " + sdp.length() + "\r\n\r\n" + sdp;
                } else if (request.startsWith("SETUP") && request.contains("/TCP")) {
                    refused.add(request);
                    status = "461 Unsupported Transport";
                } else if (request.startsWith("SETUP")) {
                    Matcher client = PORT.matcher(request);
                    port = client.find() ? Integer.parseInt(client.group(1)) : 0;
                    rest = "Session: 1\r\nTransport: RTP/AVP/UDP;unicast;client_port=" + port + "-" + (port + 1)
                            + ";server_port=40000-40001\r\n\r\n";
                }
                connection
                        .getOutputStream()
                        .write(("RTSP/1.0 " + status + "\r\nCSeq: " + sequence + "\r\n" + rest)
                                .getBytes(StandardCharsets.UTF_8));
                if (request.startsWith("PLAY")) {
                    int to = port;
                    daemon(() -> send(to));
                }
            }
        }
    }

    private void send(int port) throws Exception {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder("rtp://127.0.0.1:" + port, 160, 120)) {
            recorder.setFormat("rtp");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
            recorder.setVideoOption("huffman", "default");
            recorder.setFrameRate(25);
            recorder.start();
            Frame grey = new Frame(160, 120, Frame.DEPTH_UBYTE, 3);
            while (!server.isClosed()) {
                recorder.record(grey);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(40));
            }
        }
    }

    String address() {
        return "rtsp://127.0.0.1:" + server.getLocalPort() + "/1";
    }

    /** Returns the requests for TCP. */
    List<String> refused() {
        return refused;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
