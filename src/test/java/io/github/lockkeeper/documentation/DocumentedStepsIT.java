package io.github.lockkeeper.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.host.StockTemplate;
import io.github.lockkeeper.testkit.process.TextFiles;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import io.github.lockkeeper.testkit.stream.CanalConsumer;
import io.github.lockkeeper.testkit.stream.ConsumerOptions;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the README tells people to do by hand, done on a whole Canal server. */
class DocumentedStepsIT {

    private static final String DESTINATION = "example";
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<AutoCloseable> opened = new ArrayList<>();
    private CanalHome home;
    private CanalServer canal;

    private <T extends AutoCloseable> T opened(T thing) {
        opened.add(0, thing);
        return thing;
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable thing : opened) {
            thing.close();
        }
    }

    @Test
    @DisplayName("the example, with addresses of real servers, chosen for one destination: every source streams")
    void example() throws IOException {
        MySqlServer orders = server(ServerVersion.V57);
        MySqlServer others = server(ServerVersion.V80);
        orders.execute("CREATE DATABASE shop", table("shop.item"));
        others.execute("CREATE DATABASE deals", table("deals.trade"), "CREATE DATABASE risk", table("risk.position"));
        Properties properties = new Properties();
        properties.load(new StringReader(Document.read("conf/lockkeeper/instance.properties.example").text()
                .replace("10.0.0.1:3306", orders.address()).replace("10.0.0.2:3306", others.address())
                .replace("10.0.0.3:3306", others.address())));
        Map<String, String> group = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(key -> group.put(key, properties.getProperty(key)));

        home = CanalHome.create().installPlugin().useStock(StockTemplate.single(StockTemplate.Cursor.FILE))
                .set("canal.instance.example.spring.xml", "classpath:spring/lockkeeper-instance.xml")
                .destination(DESTINATION, group);
        start("orders", "trades", "positions");
        CanalConsumer consumer = consumer();
        orders.execute("INSERT INTO shop.item VALUES (1, 1)");
        others.execute("INSERT INTO deals.trade VALUES (1, 1)", "INSERT INTO risk.position VALUES (1, 1)");

        awaitHeld(consumer, "shop.item#1", "deals.trade#1", "risk.position#1");
        for (String source : List.of("orders", "trades", "positions")) {
            await().atMost(BOUND).until(() -> canal.log(DESTINATION).contains("source=" + source + " state=STREAMING"));
        }
    }

    @Test
    @DisplayName("a source is moved back, started anew and renamed by hand in the stopped destination's record")
    void record() {
        MySqlServer mysql = server(ServerVersion.V57);
        mysql.execute("CREATE DATABASE shop", table("shop.item"));
        home = CanalHome.create().installPlugin().destination(DESTINATION, group(mysql, "orders"));
        start("orders");
        CanalConsumer before = consumer();
        insert(mysql, 1, 10);
        mysql.execute("FLUSH LOGS");
        insert(mysql, 11, 20);
        awaitHeld(before, items(1, 20));
        end(before);

        edit(sources -> sources.putObject("orders").put("file", newest(mysql)).put("position", 4));
        assertHeldAfterStart("orders", mysql, 21, 11, 21);

        edit(sources -> sources.remove("orders"));
        insert(mysql, 22, 30);
        assertHeldAfterStart("orders", mysql, 31, 31, 31);

        edit(sources -> sources.set("sales", sources.remove("orders")));
        home.destination(DESTINATION, group(mysql, "sales"));
        insert(mysql, 32, 40);
        assertHeldAfterStart("sales", mysql, 41, 32, 41);
    }

    /** Starts, writes one row more, and looks at what a new client gets; stops again. */
    private void assertHeldAfterStart(String source, MySqlServer mysql, int written, int first, int last) {
        start(source);
        insert(mysql, written, written);
        CanalConsumer consumer = consumer();
        awaitHeld(consumer, items(written, written));
        assertThat(held(consumer)).containsExactly(items(first, last));
        end(consumer);
    }

    /** The client first: a server that stops may cut off its last acknowledgement, and that row would come again. */
    private void end(CanalConsumer consumer) {
        consumer.close();
        canal.stop();
    }

    private MySqlServer server(ServerVersion version) {
        return opened(MySqlServer.of(version).gtid().start());
    }

    private static Map<String, String> group(MySqlServer mysql, String name) {
        return Map.of("canal.instance.master1.address", mysql.address(), "canal.instance.group.names", name,
                "canal.instance.dbUsername", "canal", "canal.instance.dbPassword", "canal");
    }

    private static String table(String name) {
        return "CREATE TABLE " + name + " (id INT PRIMARY KEY, version INT NOT NULL)";
    }

    private static void insert(MySqlServer mysql, int from, int to) {
        for (int id = from; id <= to; id++) {
            mysql.execute("INSERT INTO shop.item VALUES (" + id + ", 1)");
        }
    }

    private static String[] items(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(id -> "shop.item#" + id).toArray(String[]::new);
    }

    private static String newest(MySqlServer mysql) {
        List<String> files = mysql.binlogFiles();
        return files.get(files.size() - 1);
    }

    /** Starts the server and waits until each of these sources has a cursor on disk: what comes later is delivered. */
    private void start(String... sources) {
        canal = opened(CanalServer.start(home));
        await().atMost(BOUND).until(() -> {
            String text = TextFiles.text(recordFile());
            return !text.isEmpty() && List.of(sources).stream().allMatch(JSON.readTree(text).get("sources")::has);
        });
    }

    private CanalConsumer consumer() {
        return opened(CanalConsumer.start(canal.address(), DESTINATION, ConsumerOptions.plain()));
    }

    private static void awaitHeld(CanalConsumer consumer, String... rows) {
        await().atMost(BOUND).until(() -> held(consumer).containsAll(List.of(rows)));
    }

    private static List<String> held(CanalConsumer consumer) {
        return consumer.record().held().stream().map(event -> event.change().key().toString()).toList();
    }

    private Path recordFile() {
        return home.conf().resolve(DESTINATION).resolve("group-cursor.json");
    }

    private void edit(Consumer<ObjectNode> sources) {
        try {
            ObjectNode record = (ObjectNode) JSON.readTree(TextFiles.text(recordFile()));
            sources.accept((ObjectNode) record.get("sources"));
            TextFiles.write(recordFile(), JSON.writeValueAsString(record));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
