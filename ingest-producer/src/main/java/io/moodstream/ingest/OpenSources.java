package io.moodstream.ingest;

import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.Place;
import io.moodstream.ingest.sources.SourceOptions;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.ingest.sources.UnopenedStream;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.StageFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Opens the sources of ingest. */
final class OpenSources {
    /** How many are opened at the same time: a camera that does not answer takes seconds, and does nothing meanwhile. */
    private static final int AT_ONCE = 16;

    private OpenSources() {}

    private record Attempt(
            @Nullable FrameSource source, @Nullable IOException fault) {
        static Attempt of(SourceSpec spec, SourceOptions options) {
            try {
                return new Attempt(spec.place().open(options), null);
            } catch (IOException e) {
                return new Attempt(null, e);
            }
        }

        void close() {
            if (source != null) {
                source.close();
            }
        }
    }

    /**
     * Opens all sources. A file or a stream that cannot be opened is no reason to leave out the others: the file has ended,
     * and the stream is opened later. A video at an address is: when it is there it has to be played from where its frames end.
     *
     * @param others whether there are sources besides
     * @param broken takes the files that cannot be opened, with the reasons; what is in it already counts as such
     * @return the sources that can be played, in their order
     * @throws ConfigurationException naming each fault if a folder or a video at an address cannot be opened, or no source
     *     is left
     * @throws StageFailedException naming each fault if no source is left, and a camera or stream is among them: it may
     *     be there later
     */
    static Map<SourceSpec, FrameSource> open(
            List<SourceSpec> specs, boolean others, SourceOptions options, Map<SourceSpec, IOException> broken) {
        Map<SourceSpec, FrameSource> sources = new LinkedHashMap<>();
        Map<SourceSpec, IOException> faults = new LinkedHashMap<>(broken);
        attempts(specs, options).forEach((spec, attempt) -> {
            if (attempt.source() != null) {
                sources.put(spec, attempt.source());
            } else if (attempt.fault() != null) {
                faults.put(spec, attempt.fault());
            }
        });
        boolean alone = sources.isEmpty() && !others;
        if (!faults.isEmpty() && (alone || !faults.keySet().stream().allMatch(OpenSources::canWait))) {
            sources.values().forEach(FrameSource::close);
            throw failure(faults);
        }
        Map<SourceSpec, FrameSource> all = new LinkedHashMap<>();
        specs.forEach(spec -> {
            FrameSource source = sources.get(spec);
            IOException fault = faults.get(spec);
            if (source != null) {
                all.put(spec, source);
            } else if (fault != null && isStream(spec)) {
                all.put(spec, new UnopenedStream(fault));
            } else if (fault != null) {
                broken.put(spec, fault);
            }
        });
        return all;
    }

    private static Map<SourceSpec, Attempt> attempts(List<SourceSpec> specs, SourceOptions options) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        Map<SourceSpec, CompletableFuture<Attempt>> begun = new LinkedHashMap<>();
        try {
            specs.forEach(spec ->
                    begun.put(spec, CompletableFuture.supplyAsync(() -> Attempt.of(spec, options), threads)));
            Map<SourceSpec, Attempt> attempts = new LinkedHashMap<>();
            begun.forEach((spec, attempt) -> attempts.put(spec, attempt.join()));
            return attempts;
        } catch (CompletionException e) {
            begun.values().forEach(attempt -> {
                var unused = attempt.thenAccept(Attempt::close);
            });
            if (e.getCause() instanceof Error missingNatives) {
                throw missingNatives;
            }
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        } finally {
            threads.shutdown();
        }
    }

    private static boolean canWait(SourceSpec spec) {
        return isStream(spec) || isFile(spec);
    }

    private static boolean isStream(SourceSpec spec) {
        return spec.place() instanceof Place.Camera
                || (spec.place() instanceof Place.Address address && !address.isVideoFile());
    }

    private static boolean isFile(SourceSpec spec) {
        return spec.place() instanceof Place.LocalPath local && Files.isRegularFile(local.path());
    }

    private static RuntimeException failure(Map<SourceSpec, IOException> faults) {
        List<String> sentences = faults.entrySet().stream()
                .map(fault -> Ingest.fault(
                        fault.getKey(), String.valueOf(fault.getValue().getMessage())))
                .toList();
        return faults.keySet().stream().anyMatch(OpenSources::isStream)
                ? new StageFailedException(Ingest.NAME, new IOException(String.join("\n", sentences)))
                : new ConfigurationException(sentences);
    }
}
