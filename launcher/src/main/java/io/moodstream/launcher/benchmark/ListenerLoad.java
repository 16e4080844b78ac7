package io.moodstream.launcher.benchmark;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** Many live pages of one lecture. */
final class ListenerLoad implements AutoCloseable {
    /** No more are opened at a time: as people do, and within what a listening socket queues. */
    private static final int BURST = 25;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<LivePage> pages = new ArrayList<>();
    private final LoadErrors errors;

    ListenerLoad(LoadErrors errors) {
        this.errors = errors;
    }

    /** Opens them and waits until all have heard the whole state. */
    void open(HttpClient client, URI dashboard, String lecture, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            LivePage page = new LivePage(errors);
            pages.add(page);
            page.open(client, dashboard, lecture);
            if (pages.size() % BURST == 0) {
                awaitAll("not ready", LivePicture::isReady);
            }
        }
        awaitAll("not ready", LivePicture::isReady);
    }

    /** Waits until the lecture is over on all pages and all show the same; else that is an error of those that do not. */
    void finish() throws InterruptedException {
        if (!pages.isEmpty()) {
            awaitAll("has not heard the lecture's end", LivePicture::isOver);
            awaitAll("does not show what the first one shows", this::isAsFirst);
        }
    }

    private boolean isAsFirst(LivePicture picture) {
        return picture.state().equals(pages.get(0).picture().state());
    }

    /** Other errors end the waiting: they say more than what follows from them. */
    private void awaitAll(String otherwise, Predicate<LivePicture> there) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (missing(there) > 0 && errors.count() == 0) {
            if (System.nanoTime() > end) {
                LongStream.range(0, missing(there)).forEach(page -> errors.add("live page: " + otherwise));
            }
            Thread.sleep(20);
        }
    }

    private long missing(Predicate<LivePicture> there) {
        return pages.stream().map(LivePage::picture).filter(there.negate()).count();
    }

    /** What they have heard so far. */
    WebScores.Events events() {
        LongSummaryStatistics each = new LongSummaryStatistics();
        Map<String, Long> byType = new TreeMap<>();
        for (LivePage page : pages) {
            Map<String, Long> counts = page.picture().counts();
            each.accept(counts.values().stream().mapToLong(Long::longValue).sum());
            counts.forEach((type, count) -> byType.merge(type, count, Long::sum));
        }
        return pages.isEmpty()
                ? new WebScores.Events(0, 0, byType)
                : new WebScores.Events(each.getMin(), each.getMax(), byType);
    }

    @Override
    public void close() {
        pages.forEach(LivePage::close);
    }
}
