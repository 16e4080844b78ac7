package io.moodstream.launcher.torture;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Network cameras that show made-up students: each answers with the picture of the moment whenever it is asked. */
final class Cameras implements AutoCloseable {
    private final List<List<byte[]>> students;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final long begin = System.nanoTime();

    private Cameras(List<List<byte[]>> students) throws IOException {
        this.students = students;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    /**
     * Starts a camera for each student.
     *
     * @param students JPEGs by student, then in the order in which they are shown
     */
    static Cameras start(List<List<byte[]>> students) throws IOException {
        Cameras cameras = new Cameras(students);
        for (int number = 0; number < students.size(); number++) {
            List<byte[]> pictures = students.get(number);
            cameras.server.createContext(path(number), exchange -> cameras.answer(exchange, pictures));
        }
        cameras.server.setExecutor(cameras.threads);
        cameras.server.start();
        return cameras;
    }

    /** Returns how many there are. */
    int count() {
        return students.size();
    }

    /** Returns a camera's address. */
    String address(int number) {
        return "http://localhost:" + server.getAddress().getPort() + path(number);
    }

    private static String path(int number) {
        return "/camera-" + number + ".jpg";
    }

    private void answer(HttpExchange exchange, List<byte[]> pictures) throws IOException {
        long shown = (System.nanoTime() - begin) / NoticedStudents.SHOWN.toNanos();
        byte[] jpeg = pictures.get((int) (shown % pictures.size()));
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, jpeg.length);
            exchange.getResponseBody().write(jpeg);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
