package io.moodstream.launcher.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Something that reads a file. */
final class FileTarget implements FuzzTarget {
    private final Path file;
    private final List<byte[]> good;
    private final Reader reader;
    private final boolean text;

    /** Reads a file. */
    interface Reader extends AutoCloseable {
        /**
         * Gives the file to the product.
         *
         * @return the sentence with which it was refused; empty if it was accepted
         */
        Optional<String> read(Path file) throws Exception;

        @Override
        default void close() {}
    }

    /**
     * @param folder its own, which it may fill
     * @param name of the file
     * @param text whether it holds words rather than bytes
     */
    FileTarget(Path folder, String name, boolean text, List<byte[]> good, Reader reader) {
        this.file = folder.resolve(name);
        this.good = good;
        this.reader = reader;
        this.text = text;
    }

    @Override
    public List<byte[]> good() {
        return good;
    }

    @Override
    public byte[] draw(Random random) {
        return text ? Mutator.breakText(good, random) : Mutator.breakOne(good, random);
    }

    @Override
    public Optional<String> read(byte[] input) throws Exception {
        try {
            Files.write(file, input);
        } catch (IOException e) {
            throw new IllegalStateException("the input cannot be written: " + e, e);
        }
        return reader.read(file);
    }

    @Override
    public void close() {
        reader.close();
    }
}
