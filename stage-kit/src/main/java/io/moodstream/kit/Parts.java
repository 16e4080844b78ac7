package io.moodstream.kit;

import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Works on the parts of a record on the threads of a {@link Lookahead}. */
public final class Parts {
    private Parts() {}

    /**
     * Works on each part, on the caller's thread and on those of its pool that are idle; on a thread of no pool, one after
     * the other. All of them have ended when this returns or throws, so what they use may be closed then.
     *
     * @return the results in the order of the parts; if parts have failed, what the first of them has thrown is thrown
     */
    public static <T, R> List<R> map(List<T> parts, Function<T, R> work) {
        Stream<T> all = ForkJoinTask.inForkJoinPool() ? parts.parallelStream() : parts.stream();
        // A stream that throws does not wait for the parts that other threads work on.
        List<Supplier<R>> done = all.map(part -> done(part, work)).toList();
        return done.stream().map(Supplier::get).toList();
    }

    private static <T, R> Supplier<R> done(T part, Function<T, R> work) {
        try {
            R result = work.apply(part);
            return () -> result;
        } catch (RuntimeException | Error e) {
            return () -> {
                throw e;
            };
        }
    }
}
