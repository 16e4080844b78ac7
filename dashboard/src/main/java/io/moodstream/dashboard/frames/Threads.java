package io.moodstream.dashboard.frames;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates thread pools apart from the server's threads, so that their work delays no request. */
final class Threads {
    private Threads() {}

    /**
     * Creates a pool that starts its threads on demand.
     *
     * @param most maximum threads
     * @param waiting maximum tasks in the queue; further ones are rejected
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
