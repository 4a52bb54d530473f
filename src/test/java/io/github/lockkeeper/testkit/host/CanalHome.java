package io.github.lockkeeper.testkit.host;

import io.github.lockkeeper.testkit.process.KitPaths;
import io.github.lockkeeper.testkit.process.ManagedProcess;
import io.github.lockkeeper.testkit.process.Ports;
import io.github.lockkeeper.testkit.process.TextFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Canal home: {@code bin conf lib logs}. The plugin is installed as an operator does it: one jar into {@code lib},
 * one line in {@code canal.properties}. The home outlives any number of server processes.
 */
public final class CanalHome {

    private static final String SPRING_XML = "canal.instance.global.spring.xml";
    private static final String KAFKA = "kafka";
    private static final List<String> TSDB_FILES = List.of("spring/tsdb/h2-tsdb.xml",
            "spring/tsdb/sql-map/sqlmap-config.xml", "spring/tsdb/sql-map/history.xml",
            "spring/tsdb/sql-map/snapshot.xml");

    private final Path dir;
    private final Map<String, String> overrides = new LinkedHashMap<>();
    private final Set<String> destinations = new TreeSet<>();
    private CanalAdmin admin;

    private CanalHome(Path dir) {
        this.dir = dir;
    }

    /** A home of the oldest supported server. */
    public static CanalHome create() {
        return create("1.1.4");
    }

    /** A home of that server version, which the build must have fetched to {@code target/hosts/canal-<version>}. */
    public static CanalHome create(String version) {
        CanalHome home = new CanalHome(KitPaths.newWorkDir("canal-" + version));
        home.linkLibraries(KitPaths.hosts().resolve("canal-" + version).resolve("lib"));
        for (String folder : List.of("bin", "conf/spring", "logs")) {
            home.makeFolder(folder);
        }
        TextFiles.write(home.conf().resolve("logback.xml"), KitResources.text("logback.xml"));
        TSDB_FILES.forEach(name -> TextFiles.write(home.conf().resolve(name), KitResources.text(name)));
        home.overrides.put("canal.port", Integer.toString(Ports.free()));
        home.overrides.put("canal.admin.port", Integer.toString(Ports.free()));
        home.overrides.put("canal.metrics.pull.port", Integer.toString(Ports.free()));
        home.overrides.put("canal.lockkeeper.http.port", Integer.toString(Ports.free()));
        home.writeProperties();
        return home;
    }

    public Path dir() {
        return dir;
    }

    public Path conf() {
        return dir.resolve("conf");
    }

    public int port() {
        return port("canal.port");
    }

    public int metricsPort() {
        return port("canal.metrics.pull.port");
    }

    /** The port of the product's status pages. */
    public int httpPort() {
        return port("canal.lockkeeper.http.port");
    }

    /** The destinations that have been configured, in order. */
    public Set<String> destinations() {
        return destinations;
    }

    /** A line of canal.properties; a running server sees it after a restart. */
    public CanalHome set(String key, String value) {
        overrides.put(key, value);
        writeProperties();
        return this;
    }

    /** Takes such a line away again. */
    public CanalHome without(String key) {
        overrides.remove(key);
        writeProperties();
        return this;
    }

    /** MQ mode: each destination is sent to the topic that its {@code canal.mq.topic} names. */
    public CanalHome sendToKafka(String servers, boolean flatMessage) {
        set("canal.serverMode", KAFKA);
        set("canal.mq.servers", servers);
        set("canal.mq.acks", "all");
        return set("canal.mq.flatMessage", Boolean.toString(flatMessage));
    }

    /** Whether clients can connect: in MQ mode the host does not listen. */
    boolean listens() {
        return !KAFKA.equals(overrides.get("canal.serverMode"));
    }

    /** From now on all properties come from there; the home has only those that say so. */
    public CanalHome managedBy(CanalAdmin newAdmin) {
        admin = newAdmin;
        overrides.put("canal.admin.manager", admin.address());
        overrides.put("canal.instance.global.mode", "manager");
        overrides.put("canal.instance.global.manager.address", "${canal.admin.manager}");
        overrides.put("canal.destinations", "");
        writeProperties();
        return this;
    }

    /** The destination's instance.properties are exactly these; a running server reloads within 5 s. */
    public CanalHome destination(String name, Map<String, String> properties) {
        if (admin == null) {
            TextFiles.write(conf().resolve(name).resolve("instance.properties"), lines(properties));
        } else {
            admin.instance(name, lines(properties));
        }
        destinations.add(name);
        writeProperties();
        return this;
    }

    /** The operator's way: copy the jar, name its template. */
    public CanalHome installPlugin() {
        Path jar = KitPaths.pluginJar();
        try {
            Files.copy(jar, dir.resolve("lib").resolve(jar.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot install " + jar, e);
        }
        return set(SPRING_XML, "classpath:spring/lockkeeper-instance.xml");
    }

    /** The operator's other way: unpacks the release archive over the home. */
    public CanalHome unpack(Path archive) {
        ManagedProcess.run(new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", dir.toString()),
                dir.resolve("logs/unpack.log"), Duration.ofMinutes(1));
        return this;
    }

    /** The host without the plugin. */
    public CanalHome useStock(StockTemplate template) {
        TextFiles.write(conf().resolve("spring/stock-instance.xml"), template.xml());
        return set(SPRING_XML, "classpath:spring/stock-instance.xml");
    }

    /** What a destination has logged so far, "" for nothing. */
    public String log(String destination) {
        return TextFiles.text(logFile(destination));
    }

    /** What has been logged without a destination. */
    public String canalLog() {
        return log("canal");
    }

    Path logFile(String destination) {
        return dir.resolve("logs").resolve(destination).resolve(destination + ".log");
    }

    private int port(String key) {
        return Integer.parseInt(overrides.get(key));
    }

    private void writeProperties() {
        Map<String, String> all = new LinkedHashMap<>(overrides);
        all.putIfAbsent("canal.destinations", String.join(",", destinations));
        String text = KitResources.text("canal.properties") + "\n" + lines(all);
        if (admin != null) {
            admin.server(text);
            text = lines(local());
        }
        TextFiles.write(conf().resolve("canal.properties"), text);
    }

    /** As in the {@code canal_local.properties} of a distribution. */
    private Map<String, String> local() {
        Map<String, String> local = new LinkedHashMap<>();
        local.put("canal.register.ip", "127.0.0.1");
        local.put("canal.admin.manager", admin.address());
        local.put("canal.admin.port", overrides.get("canal.admin.port"));
        local.put("canal.admin.user", CanalAdmin.USER);
        local.put("canal.admin.passwd", CanalAdmin.PASSWORD);
        local.put("canal.admin.register.auto", "true");
        local.put("canal.admin.register.cluster", "");
        return local;
    }

    /** In a properties file a backslash escapes: filters such as {@code shop\..*} need two. */
    private static String lines(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void makeFolder(String name) {
        try {
            Files.createDirectories(dir.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Links, not copies: a home costs nothing, and its lib still looks like any other. */
    private void linkLibraries(Path from) {
        if (!Files.isDirectory(from)) {
            throw new IllegalStateException("no " + from + ": run mvn verify, which fetches it");
        }
        makeFolder("lib");
        try (Stream<Path> jars = Files.list(from)) {
            for (Path jar : (Iterable<Path>) jars::iterator) {
                Files.createSymbolicLink(dir.resolve("lib").resolve(jar.getFileName()), jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
