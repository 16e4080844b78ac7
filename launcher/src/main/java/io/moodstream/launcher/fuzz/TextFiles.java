package io.moodstream.launcher.fuzz;

import io.moodstream.classifier.ClassifierConfig;
import io.moodstream.classifier.OnnxEmotionClassifier;
import io.moodstream.classifier.evaluation.FaceEvaluation;
import io.moodstream.detector.DetectorConfig;
import io.moodstream.detector.evaluation.FrameEvaluation;
import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.launcher.evaluate.TruthCsv;
import io.moodstream.pictures.PictureDecoder;
import io.moodstream.recommender.RecommenderMain;
import io.moodstream.schemas.Emotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts that people write or download: manifests of models, catalogues, data sets, known faces. */
final class TextFiles {
    private static final int PIXELS = 48 * 48;
    private static final int ROWS = 3;

    /** The smallest bundled model. */
    private static final String MODEL = "fast";

    private static final Runnable NOTHING = () -> {};

    private TextFiles() {}

    /** Returns the manifest of an expression model, which lies beside its network. */
    static FuzzTarget expressionManifest(Path folder) throws IOException {
        byte[] manifest = resource(OnnxEmotionClassifier.class, "/models/" + MODEL + ".json");
        Files.write(
                folder.resolve(MODEL + ".onnx"), resource(OnnxEmotionClassifier.class, "/models/" + MODEL + ".onnx"));
        return text(
                folder,
                "input.json",
                manifest,
                file -> {
                    Settings settings = new Settings(Map.of("CLASSIFIER_MODEL", file.toString()));
                    OnnxEmotionClassifier.open(settings.bind(ClassifierConfig.class))
                            .close();
                },
                NOTHING);
    }

    /** Returns the manifest of a face detector, whose network is bundled. */
    static FuzzTarget detectorManifest(Path folder) throws IOException {
        byte[] manifest = resource(FaceDetectors.class, "/detectors/blazeface.json");
        return text(
                folder,
                "input.json",
                manifest,
                file -> {
                    Settings settings = new Settings(Map.of("DETECTOR_MODEL", file.toString()));
                    FaceDetectors.open(settings.bind(DetectorConfig.class).options())
                            .close();
                },
                NOTHING);
    }

    /** Returns a catalogue of titles. */
    static FuzzTarget catalogue(Path folder) throws IOException {
        byte[] catalogue = resource(RecommenderMain.class, "/catalogue.json");
        String state = folder.resolve("state").toString();
        return text(
                folder,
                "input.json",
                catalogue,
                file -> {
                    Stage stage = RecommenderMain.stage(
                            new Settings(Map.of("RECOMMENDER_CATALOGUE", file.toString(), "STAGE_STATE_DIR", state)));
                    stage.metrics().close();
                    stage.resources().close();
                },
                NOTHING);
    }

    /** Returns the known faces of a video. */
    static FuzzTarget truth(Path folder) {
        String rows = "start_s,end_s,x,y,w,h,emotion,fer_row\n0,2.5,10,20,96,96,happy,17\n2.5,4,200,20.5,96,96,sad,0\n";
        return text(folder, "input.csv", utf8(rows), TruthCsv::read, NOTHING);
    }

    /** Returns FER2013 as a file, which is classified. */
    static FuzzTarget fer2013(Path folder) {
        return classified(
                folder,
                fer2013(),
                (file, classifier) -> FaceEvaluation.evaluate(file, null, classifier, (done, total) -> {}));
    }

    /** Returns FER+'s votes beside FER2013. */
    static FuzzTarget ferPlus(Path folder) throws IOException {
        Path data = Files.writeString(folder.resolve("fer2013.csv"), fer2013());
        String header = "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n";
        String votes = header + "PublicTest,fer0000000.png,7,1,0,1,1,0,0,0,0,0\n".repeat(ROWS);
        return classified(
                folder,
                votes,
                (file, classifier) -> FaceEvaluation.evaluateVotes(data, file, null, classifier, (done, total) -> {}));
    }

    /** Returns the boxes of a picture's faces. */
    static FuzzTarget boxes(Path folder, byte[] picture) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        Files.write(pictures.resolve("input.jpg"), picture);
        DetectorConfig config = new Settings(Map.of()).bind(DetectorConfig.class);
        FaceDetector detector = FaceDetectors.open(config.options());
        PictureDecoder decoder = new PictureDecoder(config.maxPixels());
        return new FileTarget(
                pictures,
                "input.txt",
                true,
                List.of(utf8("10 20 30.5 40 1\n100 20 30 40 0\n")),
                new Text(
                        IllegalArgumentException.class,
                        file -> FrameEvaluation.run(pictures, detector, decoder, (done, total) -> {}),
                        detector::close));
    }

    /** Classifies a data set of faces. */
    private static FuzzTarget classified(Path folder, String good, BiConsumer<Path, OnnxEmotionClassifier> evaluation) {
        Settings settings = new Settings(Map.of("CLASSIFIER_MODEL", MODEL));
        OnnxEmotionClassifier classifier = OnnxEmotionClassifier.open(settings.bind(ClassifierConfig.class));
        return text(folder, "input.csv", utf8(good), file -> evaluation.accept(file, classifier), classifier::close);
    }

    private static String fer2013() {
        Random grey = new Random(1);
        return "emotion,pixels,Usage\n"
                + IntStream.range(0, ROWS)
                        .mapToObj(row -> row % Emotion.values().length + ","
                                + grey.ints(PIXELS, 0, 256)
                                        .mapToObj(Integer::toString)
                                        .collect(Collectors.joining(" "))
                                + ",PublicTest\n")
                        .collect(Collectors.joining());
    }

    private static FuzzTarget text(Path folder, String name, byte[] good, Reading reading, Runnable closing) {
        return new FileTarget(
                folder, name, true, List.of(good), new Text(ConfigurationException.class, reading, closing));
    }

    /** Reads a text. */
    private interface Reading {
        void read(Path file) throws Exception;
    }

    /**
     * What reads a text.
     *
     * @param refusal what it throws on purpose
     * @param closing closes what it has opened
     */
    private record Text(Class<? extends RuntimeException> refusal, Reading reading, Runnable closing)
            implements FileTarget.Reader {
        @Override
        public Optional<String> read(Path file) throws Exception {
            try {
                reading.read(file);
                return Optional.empty();
            } catch (RuntimeException e) {
                if (!refusal.isInstance(e)
                        || !e.getStackTrace()[0].getClassName().startsWith("io.moodstream.")) {
                    throw e;
                }
                return Optional.of(String.valueOf(e.getMessage()).replace(file.toString(), "the file"));
            }
        }

        @Override
        public void close() {
            closing.run();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] resource(Class<?> beside, String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
