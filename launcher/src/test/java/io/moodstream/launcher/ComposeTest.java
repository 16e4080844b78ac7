package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.moodstream.kit.SettingKey;
import io.moodstream.kit.Settings;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine.ParseResult;

/** Nothing here can run compose, so this holds its files against the code: commands, settings, Kafka's own names. */
class ComposeTest {
    private static final Path ROOT = Path.of("..");
    private static final Map<String, Object> COMPOSE = read("docker-compose.yml");
    private static final Map<String, Object> GPU = read("docker-compose.gpu.yml");
    private static final Set<String> BROKERS = Set.of("kafka-1", "kafka-2", "kafka-3");
    private static final Set<String> STAGES = Set.of("detect", "classify", "recommend");

    /** What the image apache/kafka keeps for its scripts and does not hand to the broker. */
    private static final Set<String> FOR_KAFKAS_SCRIPTS = Set.of("CLUSTER_ID", "KAFKA_HEAP_OPTS");

    @Test
    void everyCommandIsOneTheLauncherHas() {
        ours().forEach((name, service) ->
                assertThatCode(() -> parse(service)).as(name).doesNotThrowAnyException());
    }

    @Test
    void everySettingIsOneTheCommandKnows() {
        ours().forEach((name, service) -> {
            Set<String> known = Arrays.stream(records(service))
                    .flatMap(record -> SettingKey.of(record).stream())
                    .map(SettingKey::key)
                    .collect(Collectors.toSet());
            known.addAll(List.of("METRICS_PORT", "METRICS_HOST"));
            known.add("JAVA_TOOL_OPTIONS");
            assertThat(environment(service).keySet())
                    .as(name)
                    .allMatch(key -> known.contains(key) || key.startsWith("KAFKA_"));
            assertThat(clientProperties())
                    .as(name)
                    .containsAll(new Settings(environment(service)).kafka().keySet());
        });
    }

    @Test
    void everySettingCanBeReadWithAndWithoutTheGpuFile() {
        ours().forEach((name, service) -> {
            Map<String, String> environment = new LinkedHashMap<>(environment(service));
            assertThatCode(() -> new Settings(environment).check(List.of(records(service))))
                    .as(name)
                    .doesNotThrowAnyException();
            environment.putAll(environment(map(map(GPU, "services"), name)));
            assertThatCode(() -> new Settings(environment).check(List.of(records(service))))
                    .as(name + " with docker-compose.gpu.yml")
                    .doesNotThrowAnyException();
        });
    }

    /** Compose reads the same file for what is written ${...}, so that a setting there has its effect either way. */
    @Test
    void eachOfOursReadsTheUsersSettings() throws IOException {
        ours().forEach((name, service) -> assertThat(service)
                .as(name)
                .containsEntry("env_file", List.of(Map.of("path", ".env", "required", false))));
        assertThat(Files.readAllLines(ROOT.resolve(".gitignore"))).contains("/.env");
        assertThat(Files.readAllLines(ROOT.resolve(".dockerignore"))).contains(".env");
    }

    /** What is for compose alone and looks like a setting would come into the containers by that file and be refused. */
    @Test
    void whatCanBeSetIsASettingOrLooksLikeNone() throws IOException {
        Set<String> settings = SettingsOptions.RECORDS.stream()
                .flatMap(record -> SettingKey.of(record).stream())
                .map(SettingKey::key)
                .collect(Collectors.toSet());
        assertThat(Pattern.compile("\\$\\{(\\w+)")
                        .matcher(Files.readString(ROOT.resolve("docker-compose.yml")))
                        .results()
                        .map(variable -> variable.group(1))
                        .filter(variable -> SettingsOptions.PREFIXES.stream().anyMatch(variable::startsWith)))
                .isNotEmpty()
                .allMatch(settings::contains);
    }

    @Test
    void everyBrokerSettingIsOneKafkaKnowsAndAccepts() throws ReflectiveOperationException {
        Set<String> known = brokerDefinition().names();
        for (String name : BROKERS) {
            assertThat(known).as(name).containsAll(brokerProperties(name).keySet());
            assertThat(broker(name).getList("process.roles")).as(name).contains("broker", "controller");
        }
        assertThat(Uuid.fromString(environment(service("kafka-1")).get("CLUSTER_ID")))
                .isNotEqualTo(Uuid.ZERO_UUID);
    }

    @Test
    void everythingIsOnThreeBrokersAndAcknowledgedByTwo() throws ReflectiveOperationException {
        for (String name : BROKERS) {
            AbstractConfig broker = broker(name);
            assertThat(broker.getInt("default.replication.factor")).isEqualTo(3);
            assertThat(broker.getShort("offsets.topic.replication.factor")).isEqualTo((short) 3);
            assertThat(broker.getShort("transaction.state.log.replication.factor"))
                    .isEqualTo((short) 3);
            assertThat(broker.getInt("min.insync.replicas")).isEqualTo(2);
            assertThat(broker.getInt("transaction.state.log.min.isr")).isEqualTo(2);
        }
        ours().forEach((name, service) ->
                assertThat(environment(service)).as(name).containsEntry("STAGE_REPLICATION", "3"));
    }

    @Test
    void brokersAndClientsFindEachOther() throws ReflectiveOperationException {
        List<String> voters = BROKERS.stream()
                .map(name -> name.replace("kafka-", "") + "@" + name + ":9093")
                .toList();
        List<String> bootstrap = BROKERS.stream().map(name -> name + ":9092").toList();
        Set<Integer> ids = new TreeSet<>();
        for (String name : BROKERS) {
            AbstractConfig broker = broker(name);
            ids.add(broker.getInt("node.id"));
            assertThat(name).isEqualTo("kafka-" + broker.getInt("node.id"));
            assertThat(broker.getList("controller.quorum.voters")).containsExactlyInAnyOrderElementsOf(voters);
            assertThat(brokerProperties(name).get("advertised.listeners")).contains("PLAINTEXT://" + name + ":9092");
        }
        assertThat(ids).hasSize(BROKERS.size());
        ours().forEach((name, service) -> assertThat(
                        environment(service).getOrDefault("STAGE_BOOTSTRAP", "").split(","))
                .as(name)
                .containsExactlyInAnyOrderElementsOf(bootstrap));
    }

    @Test
    void topicsAreThoseOfTheCodeAndTheirRecordsFit() throws ReflectiveOperationException {
        for (String name : BROKERS) {
            AbstractConfig broker = broker(name);
            assertThat(broker.getBoolean("auto.create.topics.enable")).isFalse();
            assertThat(broker.getInt("message.max.bytes")).isGreaterThan(Topics.MAX_RECORD_BYTES);
            assertThat(broker.getInt("replica.fetch.max.bytes"))
                    .isGreaterThanOrEqualTo(broker.getInt("message.max.bytes"));
        }
        assertThat(service("topics")).containsEntry("command", List.of("topics", "create"));
    }

    @Test
    void nothingStartsBeforeWhatItNeedsIsReady() {
        assertThat(conditions("topics")).hasSize(3);
        BROKERS.forEach(broker -> assertThat(conditions("topics")).containsEntry(broker, "service_healthy"));
        STAGES.forEach(stage -> {
            assertThat(conditions(stage)).containsEntry("topics", "service_completed_successfully");
            assertThat(conditions("ingest")).containsEntry(stage, "service_healthy");
        });
        services()
                .keySet()
                .forEach(name -> conditions(name).forEach((needed, condition) -> {
                    assertThat(services()).containsKey(needed);
                    if (condition.equals("service_healthy")) {
                        assertThat(service(needed)).as(needed).containsKey("healthcheck");
                    }
                }));
    }

    @Test
    void healthIsAskedForWhereItIsServed() {
        Stream.concat(STAGES.stream(), Stream.of("ingest")).forEach(name -> {
            String port = environment(service(name)).get("METRICS_PORT");
            assertThat(map(service(name), "healthcheck").get("test"))
                    .asString()
                    .contains("http://localhost:" + port + "/health");
        });
    }

    @Test
    void theDashboardIsServedToThisMachineAndAsksForATeacherToken() throws IOException {
        Map<String, Object> dashboard = service("dashboard");
        String port = environment(dashboard).get("DASHBOARD_PORT");
        assertThat(dashboard.get("ports")).isEqualTo(List.of("127.0.0.1:8080:" + port));
        assertThat(map(dashboard, "healthcheck").get("test"))
                .asString()
                .contains("http://localhost:" + port + "/health");
    }

    /** The image's entry point makes one where none is set: it cannot tell who reaches a container's port. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theEntryPointMakesATeacherTokenThatStaysAndIsNotInTheLog(@TempDir Path folder) throws Exception {
        Path java = Files.writeString(folder.resolve("java"), "#!/bin/sh\ncat \"$DASHBOARD_TEACHER_TOKEN_FILE\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        String first = entryPoint(folder);
        assertThat(first).matches("[0-9a-f]{32}");
        assertThat(entryPoint(folder)).isEqualTo(first);
        assertThat(Files.readString(folder.resolve("log")))
                .contains("teachers sign in with the token in " + folder.resolve("teacher-token"))
                .doesNotContain(first);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theEntryPointHandsOnOptionsForJava(@TempDir Path folder) throws Exception {
        Path java = Files.writeString(folder.resolve("java"), "#!/bin/sh\necho \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        assertThat(entryPoint(folder)).startsWith("-Xmx1g -Xss2m -jar ").endsWith(" dashboard\n");
    }

    private static String entryPoint(Path folder) throws Exception {
        ProcessBuilder entryPoint = new ProcessBuilder("bash", "docker/entrypoint", "dashboard")
                .directory(ROOT.toFile())
                .redirectError(folder.resolve("log").toFile());
        entryPoint
                .environment()
                .putAll(Map.of(
                        "PATH",
                        folder + ":" + System.getenv("PATH"),
                        "STAGE_STATE_DIR",
                        folder.toString(),
                        "STAGE_INSTANCE",
                        "test",
                        "JAVA_OPTS",
                        "-Xmx1g -Xss2m"));
        entryPoint.environment().keySet().removeIf(key -> key.startsWith("DASHBOARD_"));
        Process process = entryPoint.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out;
    }

    @Test
    void everyContainerHasAsFewRightsAsItCan() {
        services()
                .keySet()
                .forEach(name -> assertThat(service(name))
                        .as(name)
                        .containsEntry("cap_drop", List.of("ALL"))
                        .containsEntry("security_opt", List.of("no-new-privileges:true"))
                        .doesNotContainKeys("privileged", "cap_add", "user"));
    }

    @Test
    void oursAreReadOnlyButForTheirVolumesAndATemporaryFolderOfLibraries() throws IOException {
        ours().forEach((name, service) -> {
            assertThat(service).as(name).containsEntry("read_only", true);
            assertThat(service.get("tmpfs")).as(name).asString().matches("\\[/tmp:exec,.*]");
            assertThat((List<?>) service.getOrDefault("volumes", List.of()))
                    .as(name)
                    .allMatch(volume -> volume.equals(name + ":/var/lib/moodstream"));
        });
        String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));
        assertThat(dockerfile).contains("javacpp.cachedir=/tmp/").contains("\nUSER 10001\n");
        assertThat(dockerfile
                        .substring(dockerfile.indexOf("\nUSER 10001\n") + 1)
                        .indexOf("\nUSER"))
                .isNegative();
    }

    @Test
    void stagesCanBeScaled() {
        for (String stage : STAGES) {
            Map<String, Object> service = service(stage);
            assertThat(service).as(stage).doesNotContainKeys("container_name", "hostname", "ports");
            assertThat(environment(service)).as(stage).doesNotContainKey("STAGE_INSTANCE");
            assertThat(service.get("volumes"))
                    .as(stage)
                    .isEqualTo(List.of(stage + ":" + environment(service).get("STAGE_STATE_DIR")));
            assertThat(map(COMPOSE, "volumes")).containsKey(stage);
        }
    }

    @Test
    void imagesArePinnedAndBuildArgumentsExist() throws IOException {
        String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));
        List<String> images = new ArrayList<>(Pattern.compile("(?m)^(?:FROM|ARG RUNTIME_IMAGE=)\\s*([^\\s$]+)")
                .matcher(dockerfile)
                .results()
                .map(match -> match.group(1))
                .toList());
        Stream.of(COMPOSE, GPU)
                .flatMap(file -> map(file, "services").values().stream())
                .forEach(service -> {
                    images.add(String.valueOf(cast(service).get("image")));
                    Map<String, Object> arguments = map(map(cast(service), "build"), "args");
                    arguments.keySet().forEach(name -> assertThat(dockerfile).contains("ARG " + name + "="));
                    images.addAll(arguments.entrySet().stream()
                            .filter(argument -> argument.getKey().endsWith("_IMAGE"))
                            .map(argument -> String.valueOf(argument.getValue()))
                            .toList());
                });
        assertThat(images).hasSizeGreaterThan(10).allMatch(image -> image.matches("[a-z0-9./-]+:\\d[\\w.-]+"));
    }

    private static Class<? extends Record>[] records(Map<String, Object> service) {
        ParseResult command = parse(service);
        return command.commandSpec()
                .userObject()
                .getClass()
                .getAnnotation(ConfiguredBy.class)
                .value();
    }

    private static ParseResult parse(Map<String, Object> service) {
        String[] arguments = ((List<?>) service.getOrDefault("command", List.of()))
                .stream().map(String::valueOf).toArray(String[]::new);
        ParseResult parsed = Moodstream.commandLine().parseArgs(arguments);
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return parsed;
    }

    /** As the image does it: KAFKA_LOG_DIRS is log.dirs. */
    private static Map<String, String> brokerProperties(String name) {
        Map<String, String> environment = new LinkedHashMap<>(environment(service(name)));
        environment.keySet().removeAll(FOR_KAFKAS_SCRIPTS);
        assertThat(environment.keySet()).allMatch(key -> key.startsWith("KAFKA_"));
        return new Settings(environment).kafka();
    }

    /** By reflection, because a dependency of the tests alone would take the broker off the launcher's class path. */
    private static AbstractConfig broker(String name) throws ReflectiveOperationException {
        return (AbstractConfig) Class.forName("kafka.server.KafkaConfig")
                .getConstructor(Map.class)
                .newInstance(brokerProperties(name));
    }

    private static ConfigDef brokerDefinition() throws ReflectiveOperationException {
        return (ConfigDef) Class.forName("org.apache.kafka.server.config.AbstractKafkaConfig")
                .getField("CONFIG_DEF")
                .get(null);
    }

    private static Set<String> clientProperties() {
        Set<String> names = new TreeSet<>(ProducerConfig.configNames());
        names.addAll(ConsumerConfig.configNames());
        return names;
    }

    private static Map<String, Map<String, Object>> ours() {
        Map<String, Map<String, Object>> ours = new LinkedHashMap<>();
        services().keySet().stream()
                .filter(name -> !BROKERS.contains(name))
                .forEach(name -> ours.put(name, service(name)));
        assertThat(ours).containsOnlyKeys("topics", "detect", "classify", "recommend", "dashboard", "ingest");
        return ours;
    }

    private static Map<String, String> conditions(String name) {
        Map<String, String> conditions = new LinkedHashMap<>();
        map(service(name), "depends_on")
                .forEach((needed, how) ->
                        conditions.put(needed, String.valueOf(cast(how).get("condition"))));
        return conditions;
    }

    private static Map<String, String> environment(Map<String, Object> service) {
        Map<String, String> environment = new LinkedHashMap<>();
        // ${NAME:-} is empty for compose; here it has become YAML's nothing.
        map(service, "environment")
                .forEach((key, value) -> environment.put(key, value == null ? "" : String.valueOf(value)));
        return environment;
    }

    private static Map<String, Object> services() {
        return map(COMPOSE, "services");
    }

    private static Map<String, Object> service(String name) {
        return map(services(), name);
    }

    private static Map<String, Object> map(Map<String, Object> in, String key) {
        return cast(in.getOrDefault(key, Map.of()));
    }

    @SuppressWarnings("unchecked") // YAML's maps have names for keys in these files
    private static Map<String, Object> cast(Object map) {
        return (Map<String, Object>) map;
    }

    /** The file with every ${NAME:-default} replaced by its default, as compose does where NAME is not set. */
    private static Map<String, Object> read(String file) {
        try {
            String text = Files.readString(ROOT.resolve(file)).replaceAll("\\$\\{\\w+:-([^}]*)}", "$1");
            return new Yaml().load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
