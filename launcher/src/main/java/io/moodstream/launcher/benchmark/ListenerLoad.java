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

/** Opens many live pages of one lecture. */
public final class ListenerLoad implements AutoCloseable {
    /** Pages that are opened at a time: within the queue of a listening socket. */
    private static final int BURST = 25;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<LivePage> pages = new ArrayList<>();
    private final LoadErrors errors;

    /** Creates a load without pages. */
    public ListenerLoad(LoadErrors errors) {
        this.errors = errors;
    }

    /** Opens the pages and waits until all have received the whole state. */
    public void open(HttpClient client, URI dashboard, String lecture, int count) throws InterruptedException {
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

    /** Waits until all pages show the same and the lecture's end; a page that does not is an error. */
    void finish() throws InterruptedException {
        if (!pages.isEmpty()) {
            awaitAll("has not received the lecture's end", LivePicture::isOver);
            awaitAll("does not show what the first one shows", this::isAsFirst);
        }
    }

    private boolean isAsFirst(LivePicture picture) {
        return picture.state().equals(pages.get(0).picture().state());
    }

    /** Other errors end the wait, because they explain what follows from them. */
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

    /** Returns the events received so far. */
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
