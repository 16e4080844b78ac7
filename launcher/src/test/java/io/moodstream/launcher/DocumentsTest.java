package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.SettingKey;
import io.moodstream.launcher.access.Part;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Keeps the documents true: tables, links, commands and the names of classes. After a change of settings or topics run
 * with -Dgolden.accept=true to write the tables anew.
 */
class DocumentsTest {
    private static final Markdown README = Markdown.read("README.md");
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z]\\w*[a-z][A-Z]\\w*)`");
    private static final Pattern TOPIC_ROW = Pattern.compile("\\| `([\\w-]+)` \\|.*\\| ([^|]+) \\|");
    private static final Pattern FAULT_ROW = Pattern.compile("^\\| [^|]+ \\| `([a-z][a-z-]+)` \\| ", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("(?<=`)\\w+Test\\.\\w+(?=`)");
    private static final Pattern METRIC = Pattern.compile(
            "\\b(counter|timer|count(?=[^)]*,)|Timer\\.builder|MultiGauge\\.builder)\\(\"([a-z][a-z.]*)\"[,)]"
                    + "(?:\\s*\\.baseUnit\\(\"(\\w+)\"\\))?");
    private static final List<Map.Entry<String, Integer>> UNITS = List.of(
            Map.entry("d", 86_400_000), Map.entry("h", 3_600_000), Map.entry("m", 60_000), Map.entry("s", 1_000));
    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @Test
    void theReadmeIsShort() {
        assertThat(README.lines()).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void theTableOfSettingsIsTheRecords() throws IOException {
        StringBuilder table = new StringBuilder("| setting | default | range | meaning |\n|---|---|---|---|\n");
        SettingsOptions.RECORDS.forEach(config -> SettingKey.of(config).forEach(key -> table.append(row(key))));
        assertSection("docs/configuration.md", "settings", table.toString());
    }

    @Test
    void theTableOfTopicsIsTheTopics() throws IOException {
        String table = Topics.ALL.stream().map(DocumentsTest::row).collect(Collectors.joining());
        assertSection(
                "docs/consuming.md", "topics", "| topic | partitions | kept | cleanup |\n|---|---|---|---|\n" + table);
    }

    @Test
    void theReadmeSaysHowLongTopicsAreKept() {
        List<String> rows = TOPIC_ROW
                .matcher(README.section("topics"))
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();
        List<String> topics = Topics.ALL.stream()
                .map(topic -> topic.name() + " " + keptFor(topic))
                .toList();
        assertThat(rows).hasSize(8).allMatch(topics::contains);
    }

    @Test
    void theLawPageSaysOfEveryTopicWhatItHolds() {
        String stored = Markdown.read("docs/privacy-and-law.md").section("stored");
        assertThat(Topics.ALL).allSatisfy(topic -> assertThat(stored).contains("`" + topic.name() + "`"));
    }

    @Test
    void theTableOfMetricsHasAllThatTheCodeRegisters() throws IOException {
        String table = Markdown.read("docs/deployment.md").section("metrics");
        Set<String> registered = registeredMetrics();
        assertThat(registered).hasSizeGreaterThan(20);
        assertThat(registered).allSatisfy(name -> assertThat(table).containsPattern("`" + name + "[{`]"));
    }

    /** Returns the names as Prometheus has them, of all sources. */
    private static Set<String> registeredMetrics() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            for (Path file : files.filter(DocumentsTest::isMainSource).toList()) {
                METRIC.matcher(Files.readString(file))
                        .results()
                        .map(DocumentsTest::prometheus)
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static boolean isMainSource(Path file) {
        return file.toString().contains("src/main/java") && file.toString().endsWith(".java");
    }

    private static String prometheus(MatchResult metric) {
        String kind = metric.group(1);
        // PublishTally counts what becomes of the frames of a source.
        String name = (kind.equals("count") ? "frames." : "") + metric.group(2).replaceFirst("^moodstream\\.", "");
        return "moodstream_" + name.replace('.', '_') + ending(kind, metric.group(3));
    }

    private static String ending(String kind, @Nullable String unit) {
        if (kind.startsWith("count")) {
            return "_total";
        }
        return kind.toLowerCase(Locale.ROOT).startsWith("timer") ? "_seconds" : unit == null ? "" : "_" + unit;
    }

    @Test
    void theTableOfRightsIsTheParts() throws IOException {
        String table = Stream.of(Part.values()).map(DocumentsTest::row).collect(Collectors.joining());
        assertSection(
                "docs/security.md",
                "rights",
                "| part, user | commands | reads | writes | deletes records of | besides |\n|---|---|---|---|---|---|\n"
                        + table);
    }

    @Test
    void everyTestThatSecurityIsPromisedByExists() throws IOException {
        List<String> promised = TEST.matcher(Markdown.read("docs/security.md").text())
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(promised).hasSizeGreaterThan(20);
        assertThat(Markdown.tests()).containsAll(promised);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Markdown document) {
        assertThat(document.brokenLinks()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsOneThatThereIs(Markdown document) {
        assertThat(document.commands()).allSatisfy(DocumentsTest::parse);
    }

    @Test
    void theTableOfFaultsIsWhatTortureTakes() {
        List<String> documented = FAULT_ROW
                .matcher(Markdown.read("docs/guarantees.md").text())
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(faults());
    }

    /** As --only takes them. */
    private static List<String> faults() {
        CommandLine torture =
                Objects.requireNonNull(Moodstream.commandLine().getSubcommands().get("torture"));
        return torture.getCommandSpec().findOption("--only").typeInfo().getAuxiliaryTypeInfos().stream()
                .flatMap(fault -> fault.getEnumConstantNames().stream())
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void noMergeWasLeftHalfDone(Markdown document) {
        assertThat(document.lines()).noneMatch(line -> line.startsWith("<<<<<<<") || line.startsWith(">>>>>>>"));
    }

    /** A tool that wraps text takes an indented table for text. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyRowOfATableIsALine(Markdown document) {
        assertThat(document.lines())
                .filteredOn(line -> line.strip().startsWith("|"))
                .allMatch(line -> line.strip().endsWith("|"));
        assertThat(document.lines())
                .filteredOn(line -> line.contains("|---"))
                .allMatch(line -> line.matches(" *[|:-]+"));
    }

    @Test
    void everyClassOfTheArchitectureExists() throws IOException {
        List<String> named = CLASS_NAME
                .matcher(Markdown.read("docs/architecture.md").text())
                .results()
                .map(name -> name.group(1))
                .toList();
        assertThat(named).isNotEmpty();
        assertThat(Markdown.sources()).containsAll(named);
    }

    @Test
    void theConsumerCompiles(@TempDir Path folder) throws IOException {
        String body = Markdown.read("docs/consuming.md").code("java").get(0);
        String imports = Pattern.compile("(?<=imports: |, )[\\w.*]+")
                .matcher(body.lines().findFirst().orElseThrow())
                .results()
                .map(name -> "import " + name.group() + ";\n")
                .collect(Collectors.joining());
        Path source = folder.resolve("Consumer20.java");
        Files.writeString(
                source, imports + "class Consumer20 { public static void main(String[] args) {\n" + body + "}}\n");
        String classPath = System.getProperty("java.class.path");
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, errors, errors, "-cp", classPath, "-d", folder.toString(), source.toString());
        assertThat(code).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    }

    static Stream<Markdown> documents() throws IOException {
        return Markdown.all();
    }

    private static void parse(String command) {
        String[] words =
                ARGUMENT.matcher(command).results().map(DocumentsTest::unquoted).toArray(String[]::new);
        try {
            Moodstream.commandLine().parseArgs(words);
        } catch (CommandLine.MissingParameterException e) {
            // A command that is mentioned by its name alone.
            assertThat(words.length).as(command).isLessThanOrEqualTo(2);
        }
    }

    private static String unquoted(MatchResult argument) {
        return argument.group(1) == null ? argument.group(2) : argument.group(1);
    }

    private static String row(SettingKey key) {
        String fallback =
                key.setting().value().isEmpty() ? "" : "`" + key.setting().value() + "`";
        return "| `" + key.key() + "` | " + fallback + " | " + range(key) + " | "
                + key.setting().doc().replace("|", "\\|") + " |\n";
    }

    private static String range(SettingKey key) {
        boolean duration = key.component().getGenericType().getTypeName().contains("Duration");
        double min = key.setting().min();
        double max = key.setting().max();
        if (max == Double.POSITIVE_INFINITY) {
            return min == Double.NEGATIVE_INFINITY ? "" : "from " + bound(min, duration);
        }
        return bound(min, duration) + " to " + bound(max, duration);
    }

    private static String bound(double bound, boolean duration) {
        return duration
                ? duration(Math.round(bound * 1000))
                : BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }

    /** As a user writes it, in the largest unit in which it is whole. */
    private static String duration(long millis) {
        for (Map.Entry<String, Integer> unit : UNITS) {
            if (millis >= unit.getValue() && millis % unit.getValue() == 0) {
                return millis / unit.getValue() + unit.getKey();
            }
        }
        return millis == 0 ? "0s" : millis + "ms";
    }

    private static String row(Topic<?, ?> topic) {
        return "| `" + topic.name() + "` | " + topic.partitions() + " | " + keptFor(topic) + " | "
                + topic.config().get("cleanup.policy") + " |\n";
    }

    private static String row(Part part) {
        List<String> cells = new ArrayList<>(List.of(part + ", `" + part.user() + "`", part.commands()));
        for (AclOperation operation : List.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DELETE)) {
            cells.add(Topics.ALL.stream()
                    .filter(topic -> part.operations(topic).contains(operation))
                    .map(topic -> "`" + topic.name() + "`")
                    .collect(Collectors.joining(", ")));
        }
        cells.add(part.grants().stream()
                .filter(grant -> Topics.named(grant.name()).isEmpty())
                .map(grant -> grant.allowed() + ": `" + grant.on() + "`")
                .collect(Collectors.joining("; ")));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String keptFor(Topic<?, ?> topic) {
        return topic.retention().isNegative()
                ? "for ever"
                : topic.retention().toDays() > 0
                        ? topic.retention().toDays() + " days"
                        : topic.retention().toHours() > 0
                                ? topic.retention().toHours() + " hours"
                                : topic.retention().toMinutes() + " minutes";
    }

    private static void assertSection(String document, String name, String expected) throws IOException {
        Markdown markdown = Markdown.read(document);
        if (Boolean.getBoolean("golden.accept")) {
            markdown.rewrite(name, expected);
            return;
        }
        assertThat(markdown.section(name)).isEqualTo(expected);
    }
}
