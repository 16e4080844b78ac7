package io.moodstream.launcher.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** What a dashboard's REST says, to compare its pages with. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String url;

    /** @param url of the dashboard */
    Api(String url) {
        this.url = url;
    }

    /** GETs one. */
    JsonNode get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
            return JSON.readTree(CLIENT.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(path, e);
        }
    }

    /** A lecture as the list shows it. */
    JsonNode lecture(String id) {
        return get("/api/lectures/" + id);
    }

    /** All windows of a lecture. */
    List<JsonNode> moods(String lecture) {
        List<JsonNode> moods = new ArrayList<>();
        get("/api/lectures/" + lecture + "/moods").path("moods").forEach(moods::add);
        return moods;
    }
}
