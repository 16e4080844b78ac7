package io.moodstream.launcher.fuzz;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Reads inputs in a process of its own, which may crash or hang: {@code KIND SEED FROM UNTIL FOLDER}. Prints a line for
 * each input, and writes those that are finds into the folder. With {@value #DRAW} as a sixth word it only writes them.
 */
final class FuzzWorker {
    /** The line that comes before the first input. */
    static final String READY = "ready";

    /** The word with which inputs are only written. */
    static final String DRAW = "draw";

    private FuzzWorker() {}

    /** Reads the inputs and ends the process with 0. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        FuzzKind kind = FuzzKind.named(args[0]);
        int from = Integer.parseInt(args[2]);
        int until = Integer.parseInt(args[3]);
        Path folder = Path.of(args[4]);
        Path own = Files.createTempDirectory(Files.createDirectories(work(folder)), kind.name());
        try (FuzzTarget target = kind.opener().open(own)) {
            FuzzSession session = new FuzzSession(target, kind.name(), Long.parseLong(args[1]));
            if (args.length > 5 && args[5].equals(DRAW)) {
                for (int number = from; number < until; number++) {
                    write(session, number, folder);
                }
                return;
            }
            session.run(from, until, () -> out.println(READY), result -> {
                if (result.verdict() == FuzzResult.Verdict.FIND) {
                    write(session, result.number(), folder);
                }
                out.println(result.line());
            });
        }
        System.exit(0); // whatever threads are left
    }

    /** Returns where workers have their own files, which are of no use afterwards. */
    static Path work(Path folder) {
        return folder.resolve("work");
    }

    /** Returns where an input is written. */
    static Path file(Path folder, String kind, int number) {
        return folder.resolve(kind + "-" + number + ".bin");
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            System.err.println(folder + " cannot be deleted: " + e.getMessage());
        }
    }

    private static void write(FuzzSession session, int number, Path folder) {
        try {
            Files.write(file(folder, session.kind(), number), session.input(number));
        } catch (IOException e) {
            throw new IllegalStateException("The input cannot be written: " + e.getMessage(), e);
        }
    }
}
