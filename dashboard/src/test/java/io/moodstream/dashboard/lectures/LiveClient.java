package io.moodstream.dashboard.lectures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** Reads server-sent events as a browser would. */
public final class LiveClient implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<Event> events = new CopyOnWriteArrayList<>();
    private final Lines lines = new Lines();
    private volatile boolean ended;

    record Event(String name, String id, JsonNode data) {}

    private LiveClient() {}

    /** Connects; headers in pairs. */
    static LiveClient open(String url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofPublisher());
        if (response.statusCode() != 200) {
            var problem = HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
            response.body().subscribe(problem);
            throw new IOException(response.statusCode() + " "
                    + problem.getBody().toCompletableFuture().join());
        }
        LiveClient client = new LiveClient();
        response.body().subscribe(HttpResponse.BodySubscribers.fromLineSubscriber(client.lines));
        return client;
    }

    /** The names of the events so far. */
    public List<String> names() {
        return events.stream().map(Event::name).toList();
    }

    /** The data of the events of that name so far. */
    public List<JsonNode> data(String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .map(Event::data)
                .toList();
    }

    /** The last id so far. */
    public String lastId() {
        return events.stream().map(Event::id).filter(id -> !id.isEmpty()).reduce("", (first, second) -> second);
    }

    public boolean isEnded() {
        return ended;
    }

    @Override
    public void close() {
        lines.cancel();
    }

    private final class Lines implements Flow.Subscriber<String> {
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private String name = "";
        private String id = "";

        void cancel() {
            subscription.thenAccept(Flow.Subscription::cancel).join();
        }

        @Override
        public void onSubscribe(Flow.Subscription made) {
            subscription.complete(made);
            made.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("data: ") && !name.equals("ping")) {
                events.add(new Event(name, id, json(line.substring("data: ".length()))));
                id = "";
            }
        }

        private JsonNode json(String data) {
            try {
                return JSON.readTree(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void onError(Throwable failure) {
            events.add(new Event("broken", "", JSON.createObjectNode()));
            ended = true;
        }

        @Override
        public void onComplete() {
            ended = true;
        }
    }
}
