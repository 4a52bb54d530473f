package io.github.lockkeeper.demo;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapReading;
import io.github.lockkeeper.persistence.file.FileGapReader;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.load.Load;
import io.github.lockkeeper.testkit.net.TcpProxy;
import io.github.lockkeeper.testkit.process.KitPaths;
import io.github.lockkeeper.testkit.process.TextFiles;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import io.github.lockkeeper.testkit.stream.CanalConsumer;
import io.github.lockkeeper.testkit.stream.ConsumerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that runs: two sources, Canal with the plugin, a client, a load. Closing it ends all. */
final class Stage implements AutoCloseable {

    static final String DESTINATION = "demo";
    static final String ORDERS = "orders";
    static final String TRADES = "trades";

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<DemoSource> sources = new ArrayList<>();
    private CanalHome home;
    private Path canalHome;
    private CanalServer canal;
    private CanalConsumer client;
    private Load load;
    private Purge purge = Purge.NONE;
    private volatile boolean closed;

    DemoSource startSource(String name, ServerVersion version, boolean gtid) {
        MySqlServer server = opened(MySqlServer.of(version).gtid(gtid).start());
        DemoSource source = new DemoSource(name, server, opened(TcpProxy.to(server.port())));
        sources.add(source);
        return source;
    }

    /**
     * A Canal as its operators have it, with no destination yet, and a short name for its home. The kit turns the
     * history of table definitions off; Canal's own file has it on.
     */
    void assembleCanal() {
        home = CanalHome.create().set("canal.instance.tsdb.enable", "true");
        canalHome = home.dir().resolveSibling("canal");
        try {
            Files.deleteIfExists(canalHome);
            Files.createSymbolicLink(canalHome, home.dir().getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Canal's own example has a line like this one; here it is changed. */
    void installPlugin() {
        home.unpack(KitPaths.archive())
                .set("canal.instance.global.spring.xml", "classpath:spring/lockkeeper-instance.xml");
    }

    /** Writes the destination's instance.properties, and returns its lines. */
    List<String> configureGroup() {
        Map<String, String> group = new LinkedHashMap<>();
        sources.forEach(source -> group.put("canal.instance.master" + (sources.indexOf(source) + 1) + ".address",
                source.proxy().address()));
        group.put("canal.instance.group.names", String.join(",", sources.stream().map(DemoSource::name).toList()));
        group.put("canal.instance.dbUsername", "canal");
        group.put("canal.instance.dbPassword", "canal");
        group.put("canal.instance.filter.black.regex", "mysql\\..*,.*\\.filtered_.*");
        home.destination(DESTINATION, group);
        return TextFiles.text(home.conf().resolve(DESTINATION).resolve("instance.properties")).lines().toList();
    }

    void prepareLoad() {
        Map<String, MySqlServer> servers = new LinkedHashMap<>();
        sources.forEach(source -> servers.put(source.name(), source.server()));
        load = opened(Load.prepare(servers));
    }

    void startCanal() {
        canal = opened(CanalServer.start(home));
    }

    /** Several small batches under way, so that a kill finds some of each kind. */
    void startClient() {
        client = opened(CanalConsumer.start(canal.address(), DESTINATION,
                ConsumerOptions.plain().withBatchSize(50).withInFlight(4)));
    }

    List<DemoSource> sources() {
        return List.copyOf(sources);
    }

    Optional<DemoSource> source(String name) {
        return sources.stream().filter(source -> source.name().equals(name)).findFirst();
    }

    Path canalHome() {
        return canalHome;
    }

    CanalServer canal() {
        return canal;
    }

    CanalConsumer client() {
        return client;
    }

    Load load() {
        return load;
    }

    /** What no binlog has any more, and so no client. */
    Purge purge() {
        return purge;
    }

    void purged(Purge gone) {
        purge = gone;
    }

    /** Whether the client holds all that has been committed by now, but for what was purged. */
    boolean holdsAll() {
        return load.ledger().expected().stream().filter(entry -> !purge.took(entry))
                .allMatch(entry -> client.record().holds(entry.change()));
    }

    Path logFile() {
        return canalHome.resolve("logs").resolve(DESTINATION).resolve(DESTINATION + ".log");
    }

    Path recordFile() {
        return canalHome.resolve("conf").resolve(DESTINATION).resolve("group-cursor.json");
    }

    Path journalFile() {
        return recordFile().resolveSibling("group-gaps.jsonl");
    }

    /** The journal's entries as they are on disk. */
    List<Gap> journal() {
        return FileGapReader.read(recordFile().getParent()).map(GapReading::entries).orElse(List.of());
    }

    /** Whether Canal, since it was started, has come to read from each source. */
    boolean streams() {
        String log = canal.log(DESTINATION);
        return sources.stream().allMatch(source -> log.contains("source=" + source.name() + " state=STREAMING"));
    }

    /** The durable cursor of a source; none before its first start. */
    Optional<SourceCursor> cursor(String source) {
        String text = TextFiles.text(recordFile());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        GroupCursor record = GroupCursorJson.read(text.getBytes(StandardCharsets.UTF_8), "the record");
        return Optional.ofNullable(record.sources().get(SourceName.of(source)));
    }

    private synchronized <T extends AutoCloseable> T opened(T thing) {
        opened.push(thing);
        return thing;
    }

    /** What fails from now on fails because it was ended. */
    boolean closed() {
        return closed;
    }

    /** Also from a shutdown hook, while the demo's own thread is in the middle of something. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception alreadyGone) {
                // It was to be ended.
            }
        }
    }
}
