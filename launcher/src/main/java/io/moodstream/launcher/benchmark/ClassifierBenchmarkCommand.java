package io.moodstream.launcher.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.moodstream.classifier.ClassifierBenchmark;
import io.moodstream.classifier.ClassifierBenchmark.Rate;
import io.moodstream.classifier.ClassifierConfig;
import io.moodstream.kit.Settings;
import io.moodstream.launcher.cli.SettingsOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the classifier alone. */
@Command(
        name = "classifier",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure the classifier against plain ONNX Runtime with the same network: faces a second, the slowest call"
                    + " after the start, and whether a face gets the same answer alone and in company.",
            "CLASSIFIER_PROVIDER chooses the device."
        })
final class ClassifierBenchmarkCommand implements Callable<Integer> {
    @Option(
            names = "--faces",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,8,32,64,256",
            description = "Faces in a call (default: ${DEFAULT-VALUE})")
    private List<Integer> faces = List.of();

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,4",
            description = "Threads that call at a time (default: ${DEFAULT-VALUE})")
    private List<Integer> threads = List.of();

    @Option(
            names = "--millis",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How long each figure is measured (default: ${DEFAULT-VALUE})")
    private long millis;

    @Option(
            names = "--simulated",
            description =
                    "Let a simulated GPU take the place of the device: 1.2 ms a call, 25 us a face, 350 ms for another"
                            + " number of faces than before")
    private boolean simulated;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write all figures to this file")
    private @Nullable Path json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    private final List<Map<String, Object>> rates = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Settings settings = options.settings();
        ClassifierConfig config = settings.bind(ClassifierConfig.class);
        ClassifierBenchmark benchmark = new ClassifierBenchmark(config, simulated, Duration.ofMillis(millis));
        PrintWriter out = spec.commandLine().getOut();
        out.println(benchmark.device());
        out.println("faces a call  threads   faces/s   share of plain  slowest call");
        for (int size : faces) {
            for (int thread : threads) {
                print(out, Integer.toString(size), benchmark.rate(size, thread));
            }
        }
        for (int thread : threads) {
            print(out, "1 to 25", benchmark.frames(thread, true));
            print(out, "1 to 25, unshared", benchmark.frames(thread, false));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("device", benchmark.device());
        all.put("rates", rates);
        if (!simulated) {
            double company = benchmark.companyDifference();
            double cpu = benchmark.cpuDifference();
            out.printf(
                    Locale.ROOT,
                    "largest difference of a probability alone and in company %.1e, from a CPU's %.1e%n",
                    company,
                    cpu);
            all.put("companyDifference", company);
            all.put("cpuDifference", cpu);
        }
        out.flush();
        if (json != null) {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), all);
        }
        return 0;
    }

    private void print(PrintWriter out, String name, Rate rate) {
        String share = rate.plainPerSecond() == 0 ? "-" : String.format(Locale.ROOT, "%.2f", rate.share());
        out.printf(
                Locale.ROOT,
                "%-18s %3d %10.0f %12s %12.1f ms%n",
                name,
                rate.threads(),
                rate.perSecond(),
                share,
                rate.slowestMillis());
        out.flush();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("faces", name);
        row.put("threads", rate.threads());
        row.put("perSecond", rate.perSecond());
        row.put("plainPerSecond", rate.plainPerSecond());
        row.put("slowestMillis", rate.slowestMillis());
        rates.add(row);
    }
}
