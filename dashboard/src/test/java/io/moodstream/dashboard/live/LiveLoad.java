package io.moodstream.dashboard.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Listens to a lecture many times at once: LiveLoad URL LISTENERS SECONDS. Prints a line every ten seconds. */
public final class LiveLoad {
    private final HttpClient http = HttpClient.newHttpClient();
    private final LongAdder open = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder broken = new LongAdder();

    private LiveLoad() {}

    /** Runs it. */
    public static void main(String[] args) throws InterruptedException {
        new LiveLoad().run(URI.create(args[0]), Integer.parseInt(args[1]), Long.parseLong(args[2]));
    }

    private void run(URI url, int listeners, long seconds) throws InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < listeners; i++) {
            listen(url);
        }
        while (open.sum() + broken.sum() < listeners) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        System.out.printf(
                "%d open, %d broken after %d ms%n",
                open.sum(), broken.sum(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        for (long second = 0; second < seconds; second += 10) {
            long before = events.sum();
            TimeUnit.SECONDS.sleep(10);
            System.out.printf(
                    "%d open, %d broken, %.1f events/s each%n",
                    open.sum(), broken.sum(), (events.sum() - before) / 10.0 / listeners);
        }
        System.exit(broken.sum() == 0 ? 0 : 1);
    }

    private void listen(URI url) {
        var unused = http.sendAsync(HttpRequest.newBuilder(url).build(), info -> {
                    (info.statusCode() == 200 ? open : broken).increment();
                    return BodyHandlers.fromLineSubscriber(new Lines()).apply(info);
                })
                .whenComplete((response, failure) -> broken.increment());
    }

    private final class Lines implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("data: ")) {
                events.increment();
            }
        }

        @Override
        public void onError(Throwable failure) {
            onComplete();
        }

        @Override
        public void onComplete() {
            open.decrement();
        }
    }
}
