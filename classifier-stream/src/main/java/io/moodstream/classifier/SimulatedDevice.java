package io.moodstream.classifier;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands in for a GPU where there is none: a call takes a fixed time and a time for each face, one call at a time, and a
 * change of a thread's number of faces takes as long as cuDNN's search did on a real one. The figures are those of an NVIDIA
 * H200 with the default model, rounded. All faces come out alike.
 */
final class SimulatedDevice implements Network {
    private static final long CALL = TimeUnit.MICROSECONDS.toNanos(1_200);
    private static final long FACE = TimeUnit.MICROSECONDS.toNanos(25);
    private static final long SEARCH = TimeUnit.MILLISECONDS.toNanos(350);

    private final Map<Thread, Integer> last = new HashMap<>();
    private int searches;

    @Override
    public int size(int faces) {
        return faces;
    }

    @Override
    public synchronized FloatBuffer run(FloatBuffer input, int size) {
        long takes = CALL + size * FACE;
        Integer before = last.put(Thread.currentThread(), size);
        if (before == null || before != size) {
            takes += SEARCH;
            searches++;
        }
        long until = System.nanoTime() + takes;
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
        float[] alike = new float[size * 7];
        Arrays.fill(alike, 1 / 7f);
        return FloatBuffer.wrap(alike);
    }

    /** Returns how often the number of faces was another than in the thread's call before, or it had made none. */
    synchronized int searches() {
        return searches;
    }

    @Override
    public void close() {}
}
