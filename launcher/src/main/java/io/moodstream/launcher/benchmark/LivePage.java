package io.moodstream.launcher.benchmark;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads the event stream of one live page without a thread of its own. */
final class LivePage implements Flow.Subscriber<String>, AutoCloseable {
    private final LivePicture picture = new LivePicture();
    private final EventLines lines = new EventLines();
    private final LoadErrors errors;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closing;

    LivePage(LoadErrors errors) {
        this.errors = errors;
    }

    /** Opens the page and returns at once. */
    void open(HttpClient client, URI dashboard, String lecture) {
        HttpRequest request = HttpRequest.newBuilder(dashboard.resolve("/api/lectures/" + lecture + "/live"))
                .header("Accept", "text/event-stream")
                .build();
        var unused = client.sendAsync(request, this::body).exceptionally(failure -> {
            fail("live page: " + failure);
            return null;
        });
    }

    private BodySubscriber<?> body(HttpResponse.ResponseInfo answer) {
        if (answer.statusCode() != 200) {
            fail("live page: status " + answer.statusCode());
            return BodySubscribers.discarding();
        }
        return BodySubscribers.fromLineSubscriber(this);
    }

    /** Returns what the page shows. */
    LivePicture picture() {
        return picture;
    }

    private void fail(String kind) {
        if (!closing) {
            closing = true;
            errors.add(kind);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription lines) {
        subscription = lines;
        lines.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        try {
            lines.take(line).ifPresent(picture::take);
        } catch (IllegalArgumentException e) {
            errors.add("live page: " + e.getMessage());
        }
    }

    @Override
    public void onError(Throwable failure) {
        fail("live page: " + failure);
    }

    @Override
    public void onComplete() {
        fail("live page: ended by the server");
    }

    @Override
    public void close() {
        closing = true;
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }
}
