package io.moodstream.classifier;

import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Measures the classifier against plain ONNX Runtime: rates, the slowest call, and whether answers stay the same. */
public final class ClassifierBenchmark {
    /** Calls of each thread before the clock runs. */
    private static final int WARM = 10;

    private final ClassifierConfig config;
    private final PlacedModel placed;
    private final boolean simulated;
    private final Duration each;

    /**
     * Measures a model.
     *
     * @param config its settings
     * @param simulated whether a simulated GPU takes the place of the provider
     * @param each how long each figure is measured
     */
    public ClassifierBenchmark(ClassifierConfig config, boolean simulated, Duration each) {
        this.config = config;
        this.simulated = simulated;
        this.each = each;
        PlacedModel here = PlacedModel.of(config, CudaPresence.here());
        this.placed = simulated ? new PlacedModel(here.model(), Provider.CUDA) : here;
    }

    /**
     * Holds what was measured.
     *
     * @param faces in a call; 0 for a random number from 1 to 25, as frames have them
     * @param threads that call at a time
     * @param perSecond faces a second
     * @param plainPerSecond the same by ONNX Runtime alone, with buffers that are filled already; 0 if not measured
     * @param slowestMillis the slowest call of all after the start
     */
    public record Rate(int faces, int threads, double perSecond, double plainPerSecond, double slowestMillis) {
        /** Returns the part of the plain rate that is reached. */
        public double share() {
            return perSecond / plainPerSecond;
        }
    }

    /** Returns where the model runs, and its id. */
    public String device() {
        return placed.model().manifest().id() + " on " + (simulated ? "a simulated GPU" : placed.provider());
    }

    /** Measures calls of one size, in sessions that see no other. */
    public Rate rate(int faces, int threads) {
        Network network = open();
        try (OnnxEmotionClassifier classifier = new OnnxEmotionClassifier(placed, sized(faces), network)) {
            double plain = plain(network, faces, threads);
            List<Crop> crops = crops(faces);
            Tally ours = run(
                    threads,
                    thread -> () -> classifier.classify(crops).probabilities().size());
            return new Rate(faces, threads, ours.perSecond(), plain, ours.slowestMillis());
        }
    }

    /**
     * Measures frames of 1 to 25 faces, as a stage would classify them.
     *
     * @param fixed whether calls have the sizes of the settings, and are shared by frames; otherwise each frame is a call
     *     of its own size
     */
    public Rate frames(int threads, boolean fixed) {
        CallSizes sizes = CallSizes.parse(config.gpuSizes());
        Network network =
                fixed && placed.provider() == Provider.CUDA ? new FixedSizeNetwork(sizes, size -> open()) : open();
        OnnxEmotionClassifier model = new OnnxEmotionClassifier(placed, fixed ? config : sized(25), network);
        boolean shared = fixed && placed.provider() == Provider.CUDA;
        try (EmotionClassifier classifier = shared ? BatchingClassifier.of(model, config) : model) {
            Tally ours = run(threads, thread -> {
                SplittableRandom random = new SplittableRandom(thread);
                List<Crop> crops = crops(25);
                return () -> classifier
                        .classify(crops.subList(0, random.nextInt(1, 26)))
                        .probabilities()
                        .size();
            });
            return new Rate(0, threads, ours.perSecond(), 0, ours.slowestMillis());
        }
    }

    /**
     * Returns the largest difference of a probability between a face alone, and the same face at other places of calls
     * with other faces; 0 if every bit is the same.
     */
    public double companyDifference() {
        List<Crop> crops = crops(64);
        try (EmotionClassifier classifier = new OnnxEmotionClassifier(placed, config)) {
            List<float[]> alone = new ArrayList<>();
            crops.forEach(crop ->
                    alone.add(classifier.classify(List.of(crop)).probabilities().get(0)));
            double most = 0;
            for (int faces : new int[] {2, 7, 25, 32, 64}) {
                for (int round = 0; round < 4; round++) {
                    List<Integer> places =
                            shuffled(crops.size(), faces * 10 + round).subList(0, faces);
                    List<float[]> together = classifier
                            .classify(places.stream().map(crops::get).toList())
                            .probabilities();
                    for (int i = 0; i < faces; i++) {
                        most = Math.max(most, difference(alone.get(places.get(i)), together.get(i)));
                    }
                }
            }
            return most;
        }
    }

    /** Returns the largest difference of a probability from the CPU's. */
    public double cpuDifference() {
        List<Crop> crops = crops(256);
        PlacedModel cpu = new PlacedModel(placed.model(), Provider.CPU);
        try (EmotionClassifier ours = new OnnxEmotionClassifier(placed, config);
                EmotionClassifier theirs = new OnnxEmotionClassifier(cpu, config)) {
            List<float[]> one = ours.classify(crops).probabilities();
            List<float[]> other = theirs.classify(crops).probabilities();
            double most = 0;
            for (int i = 0; i < crops.size(); i++) {
                most = Math.max(most, difference(one.get(i), other.get(i)));
            }
            return most;
        }
    }

    private Network open() {
        return simulated ? new SimulatedDevice() : OnnxNetwork.open(placed, config);
    }

    private ClassifierConfig sized(int faces) {
        return new ClassifierConfig(
                config.model(),
                config.abstainBelow(),
                config.reload(),
                config.provider(),
                config.device(),
                config.threads(),
                config.spinning(),
                Math.max(faces, 1),
                Integer.toString(faces),
                config.gpuLinger(),
                config.gpuCalls(),
                config.gpuTf32(),
                config.gpuSearch(),
                config.gpuMemory());
    }

    private double plain(Network network, int faces, int threads) {
        int floats = new ModelInput(placed.model().manifest()).floats();
        IntFunction<FloatBuffer> buffer = thread -> filled(faces * floats, thread);
        return run(threads, thread -> {
                    FloatBuffer input = buffer.apply(thread);
                    return () -> {
                        network.run(input.rewind(), faces);
                        return faces;
                    };
                })
                .perSecond();
    }

    /** One call; returns its faces. */
    private interface Call {
        int run() throws OrtException;
    }

    private record Tally(double perSecond, double slowestMillis) {
        Tally plus(Tally other) {
            return new Tally(perSecond + other.perSecond, Math.max(slowestMillis, other.slowestMillis));
        }
    }

    /** Lets threads call for a while, after each has called a few times. */
    private Tally run(int threads, IntFunction<Call> calls) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier ready = new CyclicBarrier(threads);
            List<Callable<Tally>> tasks = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Call call = calls.apply(thread);
                tasks.add(() -> tally(call, ready));
            }
            Tally all = new Tally(0, 0);
            for (Future<Tally> done : pool.invokeAll(tasks)) {
                all = all.plus(done.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()), e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Tally tally(Call call, CyclicBarrier ready) throws Exception {
        for (int i = 0; i < WARM; i++) {
            call.run();
        }
        ready.await();
        long start = System.nanoTime();
        long faces = 0;
        long slowest = 0;
        long before = start;
        do {
            faces += call.run();
            long now = System.nanoTime();
            slowest = Math.max(slowest, now - before);
            before = now;
        } while (before - start < each.toNanos());
        return new Tally(faces * 1e9 / (before - start), slowest / 1e6);
    }

    private static double difference(float[] one, float[] other) {
        double most = 0;
        for (int i = 0; i < one.length; i++) {
            most = Math.max(most, Math.abs(one[i] - other[i]));
        }
        return most;
    }

    /** Made-up faces: noise on a slope, each another one. */
    private List<Crop> crops(int count) {
        int side = placed.model().manifest().side();
        List<Crop> crops = new ArrayList<>();
        for (int face = 0; face < count; face++) {
            SplittableRandom random = new SplittableRandom(face);
            byte[] pixels = new byte[side * side];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (64 + i * 128 / pixels.length + random.nextInt(60));
            }
            crops.add(new Crop(side, pixels));
        }
        return crops;
    }

    private static List<Integer> shuffled(int count, long seed) {
        List<Integer> places = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(places, new Random(seed));
        return places;
    }

    private static FloatBuffer filled(int floats, long seed) {
        FloatBuffer buffer = ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        SplittableRandom random = new SplittableRandom(seed);
        while (buffer.hasRemaining()) {
            buffer.put((float) random.nextDouble());
        }
        return buffer.flip();
    }
}
