package io.moodstream.ingest;

import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.Place;
import io.moodstream.ingest.sources.SourceOptions;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.ingest.sources.UnopenedSource;
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

/** Opens the sources of ingest. */
final class OpenSources {
    /** How many are opened at the same time: a camera that does not answer takes seconds, and does nothing meanwhile. */
    private static final int AT_ONCE = 16;

    private OpenSources() {}

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
        Map<SourceSpec, FrameSource> sources = attempt(specs, options);
        boolean alone = !others && sources.values().stream().allMatch(UnopenedSource.class::isInstance);
        Map<SourceSpec, IOException> faults = new LinkedHashMap<>(broken);
        sources.forEach((spec, source) -> {
            if (source instanceof UnopenedSource unopened) {
                faults.put(spec, unopened.fault());
            }
        });
        if (!faults.isEmpty() && (alone || !faults.keySet().stream().allMatch(OpenSources::canWait))) {
            sources.values().forEach(FrameSource::close);
            throw failure(faults);
        }
        faults.keySet().removeIf(OpenSources::isStream);
        sources.keySet().removeAll(faults.keySet());
        broken.putAll(faults);
        return sources;
    }

    /** Returns the sources in their order, open, or with the reason why not. */
    private static Map<SourceSpec, FrameSource> attempt(List<SourceSpec> specs, SourceOptions options) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        Map<SourceSpec, CompletableFuture<FrameSource>> begun = new LinkedHashMap<>();
        try {
            specs.forEach(spec -> begun.put(spec, CompletableFuture.supplyAsync(() -> open(spec, options), threads)));
            Map<SourceSpec, FrameSource> sources = new LinkedHashMap<>();
            begun.forEach((spec, source) -> sources.put(spec, source.join()));
            return sources;
        } catch (CompletionException e) {
            begun.values().forEach(source -> {
                var unused = source.thenAccept(FrameSource::close);
            });
            if (e.getCause() instanceof Error missingNatives) {
                throw missingNatives;
            }
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        } finally {
            threads.shutdown();
        }
    }

    private static FrameSource open(SourceSpec spec, SourceOptions options) {
        try {
            return spec.place().open(options);
        } catch (IOException e) {
            return new UnopenedSource(e);
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
