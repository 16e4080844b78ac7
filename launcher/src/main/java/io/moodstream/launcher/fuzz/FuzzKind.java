package io.moodstream.launcher.fuzz;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.classifier.ClassifierMain;
import io.moodstream.detector.DetectorMain;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.recommender.RecommenderMain;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of inputs.
 *
 * @param name as the command and its table call it
 * @param share how many of its inputs there are, compared with the others'
 * @param opener opens what reads them, with a folder of its own
 */
record FuzzKind(String name, int share, Opener opener) {

    /** All kinds, those of pictures and videos first. */
    static final List<FuzzKind> ALL = List.of(
            new FuzzKind("jpeg", 8, folder -> PictureTarget.jpegs()),
            new FuzzKind("png", 4, folder -> PictureTarget.pngs()),
            still("webp", SamplePicture::webp),
            still("gif", picture -> picture.of("gif")),
            still("bmp", picture -> picture.of("bmp")),
            still("tiff", picture -> picture.of("tiff")),
            new FuzzKind(
                    "heic",
                    2,
                    folder -> still(folder, "heic", List.of(SamplePicture.read().heic(), SampleVideos.avif(folder)))),
            new FuzzKind("videos", 6, Videos::in),
            new FuzzKind("frames", 6, FuzzKind::frames),
            new FuzzKind(
                    "faces",
                    6,
                    folder -> new StageTarget(
                            ClassifierMain::stage, StageTarget.NOBODY, folder, SampleRecords.faces(), plain())),
            new FuzzKind("emotions", 6, FuzzKind::emotions),
            new FuzzKind("recordings", 4, folder -> Recordings.in(folder, new byte[2_000])),
            new FuzzKind("model-manifests", 2, TextFiles::expressionManifest),
            new FuzzKind("detector-manifests", 2, TextFiles::detectorManifest),
            new FuzzKind("catalogues", 2, TextFiles::catalogue),
            new FuzzKind("truth-csv", 2, TextFiles::truth),
            new FuzzKind("fer2013-csv", 2, TextFiles::fer2013),
            new FuzzKind("ferplus-csv", 2, TextFiles::ferPlus),
            new FuzzKind(
                    "face-boxes",
                    1,
                    folder ->
                            TextFiles.boxes(folder, SamplePicture.read().jpegs().get(0))),
            new FuzzKind("http", 4, WebTarget::http),
            new FuzzKind("websocket", 4, WebTarget::sockets));

    /** The names of all kinds, for the command's help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ALL.stream().map(FuzzKind::name).iterator();
        }
    }

    /** Opens what reads the inputs. */
    @FunctionalInterface
    interface Opener {
        FuzzTarget open(Path folder) throws Exception;
    }

    private static FuzzKind still(String format, Function<SamplePicture, byte[]> picture) {
        return new FuzzKind(format, 2, folder -> still(folder, format, List.of(picture.apply(SamplePicture.read()))));
    }

    private static FuzzTarget still(Path folder, String format, List<byte[]> pictures) {
        return new FileTarget(folder, "input." + format, false, pictures, new StillPictures());
    }

    private static FuzzTarget frames(Path folder) throws IOException {
        List<byte[]> pictures = SamplePicture.read().jpegs();
        Function<Random, Optional<HostileRecord>> broken = random -> random.nextBoolean()
                ? Optional.of(SampleRecords.frame(Topics.FRAMES, PictureTarget.broken(pictures, random)))
                : Optional.empty();
        return new StageTarget(DetectorMain::stage, StageTarget.NOBODY, folder, SampleRecords.frames(pictures), broken);
    }

    /** The recommender asks its sources for signs of life, through a broker of its own here. */
    private static FuzzTarget emotions(Path folder) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        Settings settings = new Settings(Map.of("STAGE_BOOTSTRAP", broker.bootstrap()));
        try (TopicAdmin admin = TopicAdmin.connect(settings.bind(StageConfig.class), settings)) {
            admin.create(Topics.ALL);
        }
        return new StageTarget(
                RecommenderMain::stage,
                broker.bootstrap(),
                folder.resolve("state"),
                SampleRecords.emotions(),
                plain()) {
            @Override
            public void close() {
                super.close();
                broker.close();
            }
        };
    }

    private static Function<Random, Optional<HostileRecord>> plain() {
        return random -> Optional.empty();
    }

    /**
     * Returns a kind.
     *
     * @throws ConfigurationException if there is none of that name
     */
    static FuzzKind named(String name) {
        return ALL.stream()
                .filter(kind -> kind.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("--kind=" + name + ": expected one of "
                        + ALL.stream().map(FuzzKind::name).collect(Collectors.joining(", "))));
    }
}
