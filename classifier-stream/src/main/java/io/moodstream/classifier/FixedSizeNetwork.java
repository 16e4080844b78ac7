package io.moodstream.classifier;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Computes a network in calls of a few sizes only, each in a session of its own, which sees no other size. */
final class FixedSizeNetwork implements Network {
    private final CallSizes sizes;
    private final boolean oneByOne;
    private final Map<Integer, Network> networks = new TreeMap<>();

    /** Opens a network for each size, or one of size 1 if it takes one face at a time: what is filled up is a call, too. */
    FixedSizeNetwork(CallSizes sizes, IntFunction<Network> open) {
        try {
            Network first = open.apply(sizes.sizes().get(0));
            this.oneByOne = first.oneByOne();
            this.sizes = oneByOne ? CallSizes.ONE : sizes;
            networks.put(this.sizes.sizes().get(0), first);
            this.sizes.sizes().forEach(size -> networks.computeIfAbsent(size, open::apply));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public int size(int faces) {
        return sizes.holding(faces);
    }

    @Override
    public boolean oneByOne() {
        return oneByOne;
    }

    @Override
    public FloatBuffer run(FloatBuffer input, int size) throws OrtException {
        Network network = networks.get(size);
        if (network == null) {
            throw new IllegalStateException("there is no session for " + size + " faces");
        }
        return network.run(input, size);
    }

    @Override
    public void close() {
        networks.values().forEach(Network::close);
    }
}
