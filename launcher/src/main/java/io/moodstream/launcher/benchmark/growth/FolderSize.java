package io.moodstream.launcher.benchmark.growth;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Adds up the sizes of files, of folders that others change meanwhile. */
final class FolderSize {
    private FolderSize() {}

    /** Returns the bytes of the files that are wanted; 0 if there is no such folder. */
    static long of(Path folder, Predicate<Path> wanted) throws IOException {
        return of(folder, Path.of(""), Instant.MIN, wanted);
    }

    /** Returns the bytes of the files in a folder that were changed since a time, without those in another folder. */
    static long since(Instant begin, Path folder, Path without) throws IOException {
        return of(folder, without, begin, file -> true);
    }

    private static long of(Path folder, Path without, Instant begin, Predicate<Path> wanted) throws IOException {
        AtomicLong bytes = new AtomicLong();
        if (!Files.exists(folder)) {
            return 0;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path child, BasicFileAttributes attributes) {
                return child.equals(without) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()
                        && attributes.lastModifiedTime().toInstant().isAfter(begin)
                        && wanted.test(file)) {
                    bytes.addAndGet(attributes.size());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path child, @Nullable IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes.get();
    }
}
