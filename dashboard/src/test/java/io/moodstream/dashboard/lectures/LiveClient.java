package io.moodstream.dashboard.lectures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads server-sent events as a browser would. */
final class LiveClient implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<Event> events = new CopyOnWriteArrayList<>();
    private final InputStream body;
    private volatile boolean ended;

    record Event(String name, String id, JsonNode data) {}

    private LiveClient(InputStream body) {
        this.body = body;
        Thread thread = new Thread(this::read, "live-client");
        thread.setDaemon(true);
        thread.start();
    }

    /** Connects; headers in pairs. */
    static LiveClient open(String url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<InputStream> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException(
                    response.statusCode() + " " + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        return new LiveClient(response.body());
    }

    /** The names of the events so far. */
    List<String> names() {
        return events.stream().map(Event::name).toList();
    }

    /** The data of the events of that name so far. */
    List<JsonNode> data(String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .map(Event::data)
                .toList();
    }

    /** The last id so far. */
    String lastId() {
        return events.stream().map(Event::id).filter(id -> !id.isEmpty()).reduce("", (first, second) -> second);
    }

    boolean isEnded() {
        return ended;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String name = "";
            String id = "";
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name, id, JSON.readTree(line.substring("data: ".length()))));
                    id = "";
                }
            }
        } catch (IOException e) {
            events.add(new Event("broken", "", JSON.createObjectNode()));
        } finally {
            ended = true;
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
