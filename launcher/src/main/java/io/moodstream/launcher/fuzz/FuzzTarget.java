package io.moodstream.launcher.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Something that reads foreign bytes. Used by one thread. */
interface FuzzTarget extends AutoCloseable {
    /** Returns inputs that have to be accepted, whatever came before them. */
    List<byte[]> good();

    /** Draws an input that is most likely broken; the same random numbers draw the same one. */
    byte[] draw(Random random);

    /**
     * Gives the input to the product.
     *
     * @return the sentence with which it was refused; empty if it was accepted
     * @throws Exception anything else that it threw, which is a find
     */
    Optional<String> read(byte[] input) throws Exception;

    @Override
    default void close() {}
}
