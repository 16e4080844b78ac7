package io.moodstream.dashboard.frames;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that are not the server's, so that work on them holds no request up. */
final class Threads {
    private Threads() {}

    /**
     * A pool that starts its threads when they are needed.
     *
     * @param most threads
     * @param waiting most pieces of work in the queue; further ones are rejected
     */
    static ThreadPoolExecutor pool(String name, int most, int waiting) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(most, most, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), work -> {
                    Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
