package io.github.lockkeeper.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.alibaba.druid.filter.config.ConfigTools;
import com.alibaba.otter.canal.instance.core.CanalInstance;
import com.alibaba.otter.canal.instance.core.CanalMQConfig;
import com.alibaba.otter.canal.meta.CanalMetaManager;
import com.alibaba.otter.canal.meta.FileMixedMetaManager;
import com.alibaba.otter.canal.meta.MemoryMetaManager;
import com.alibaba.otter.canal.parse.inbound.group.GroupEventParser;
import io.github.lockkeeper.canal.meta.GroupMetaManager;
import io.github.lockkeeper.canal.parse.SourceEventParser;
import io.github.lockkeeper.config.Samples;
import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.persistence.file.FileCursorStore;
import io.github.lockkeeper.persistence.memory.MemoryCursorStore;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the template makes of the properties, on whatever Canal version is on the classpath. */
class TemplateTest {

    @TempDir
    Path classpath;

    @Test
    void everyDefaultOfASource() {
        try (TemplateContext context = sources(1).load()) {
            Map<String, String> expected = ParserProperties.defaults();
            expected.put("masterInfo.address", "10.0.0.1:3306");
            expected.put("sourceName", "10.0.0.1:3306");
            assertThat(context.values("eventParser1")).containsExactlyInAnyOrderEntriesOf(expected);
        }
    }

    @Test
    void everyKeyOfASourceMappedWithAnotherValueThanItsDefault() throws Exception {
        Map<String, String> samples = new HashMap<>(Samples.others());
        // With enableDruid the host decrypts while the context is loaded, so these two have to fit each other.
        samples.put("pwdPublicKey", ConfigTools.DEFAULT_PUBLIC_KEY_STRING);
        samples.put("dbPassword", ConfigTools.encrypt("secret"));
        TemplateContext configured = sources(2).line("canal.instance.group.names=orders,trades");
        samples.forEach((key, value) ->
                configured.line("canal.instance.group.source.orders." + key + "=" + value.replace("\\", "\\\\")));
        try (TemplateContext context = configured.load()) {
            Map<String, String> orders = context.values("eventParser1");
            Map<String, String> trades = context.values("eventParser2");
            ParserProperties.byKey().forEach((key, properties) -> properties.forEach(property -> {
                assertThat(orders).as(key).containsEntry(property, samples.get(key));
                assertThat(trades).as(key).containsEntry(property, ParserProperties.defaults().get(property));
            }));
        }
    }

    @Test
    void mappedKeysAreTheWholeCatalogueLessWhatOldHostsCannotTake() {
        Set<String> mapped = new HashSet<>(ParserProperties.byKey().keySet());
        mapped.addAll(List.of("filter.dml.insert", "filter.dml.update", "filter.dml.delete"));

        assertThat(mapped).containsExactlyInAnyOrderElementsOf(Samples.others().keySet());
    }

    @Test
    void groupWideValuesReachEverySource() {
        try (TemplateContext context = sources(2).line("canal.instance.dbUsername=canal")
                .line("canal.instance.group.start=earliest").line("canal.instance.gtidon=true").load()) {
            for (String parser : List.of("eventParser1", "eventParser2")) {
                assertThat(context.values(parser)).contains(entry("masterInfo.username", "canal"),
                        entry("standbyInfo.username", "canal"), entry("groupStart", "earliest"),
                        entry("gtidMode", "true"));
            }
        }
    }

    @Test
    void stockKeysOfEachSourceReachIt() {
        try (TemplateContext context = sources(2).line("canal.instance.standby2.address=10.0.2.2:3307")
                .line("canal.instance.master2.journal.name=mysql-bin.000007")
                .line("canal.instance.master2.position=4567").line("canal.instance.master2.timestamp=1795341103000")
                .line("canal.instance.standby2.gtid=3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5").load()) {
            assertThat(context.values("eventParser2")).contains(
                    entry("masterInfo.address", "10.0.0.2:3306"), entry("standbyInfo.address", "10.0.2.2:3307"),
                    entry("masterPosition.journalName", "mysql-bin.000007"), entry("masterPosition.position", "4567"),
                    entry("masterPosition.timestamp", "1795341103000"), entry("masterPosition.gtid", ""),
                    entry("standbyPosition.gtid", "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5"));
            assertThat(context.values("eventParser1")).contains(
                    entry("masterInfo.address", "10.0.0.1:3306"), entry("masterPosition.journalName", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void oneParserForEachSource(int count) {
        try (TemplateContext context = sources(count).load()) {
            List<SourceEventParser> parsers = IntStream.rangeClosed(1, count)
                    .mapToObj(number -> context.bean("eventParser" + number, SourceEventParser.class)).toList();

            assertThat(context.bean("eventParser", GroupEventParser.class).getEventParsers())
                    .hasSize(count).containsExactlyElementsOf(List.copyOf(parsers));
            assertThat(parsers).extracting(parser -> parser.source().value()).containsExactlyElementsOf(
                    IntStream.rangeClosed(1, count).mapToObj(number -> "10.0.0." + number + ":3306").toList());
            assertThat(context.contains("sourceEventParser")).isFalse();
        }
    }

    @Test
    void plainFileIsAGroupOfOne() {
        try (TemplateContext context = TemplateContext.in(classpath)
                .line("canal.instance.master.address=10.0.0.1:3306").line("canal.instance.master.position=4")
                .line("canal.instance.standby.address=10.0.1.1:3306").load()) {
            assertThat(context.values("eventParser1")).contains(entry("masterInfo.address", "10.0.0.1:3306"),
                    entry("standbyInfo.address", "10.0.1.1:3306"), entry("masterPosition.position", "4"),
                    entry("sourceName", "10.0.0.1:3306"), entry("tableHistoryOfDestination", "true"));
            assertThat(context.bean("eventParser", GroupEventParser.class).getEventParsers()).hasSize(1);
        }
    }

    @Test
    void instanceIsComplete() {
        try (TemplateContext context = sources(2).load()) {
            CanalInstance instance = context.bean("instance", CanalInstance.class);

            assertThat(instance.getDestination()).isEqualTo(TemplateContext.DESTINATION);
            assertThat(instance.getEventParser()).isSameAs(context.bean("eventParser", Object.class));
            assertThat(instance.getEventSink()).isSameAs(context.bean("eventSink", Object.class));
            assertThat(instance.getEventStore()).isSameAs(context.bean("eventStore", Object.class));
            assertThat(instance.getMetaManager()).isSameAs(context.bean("metaManager", Object.class));
            assertThat(instance.getAlarmHandler()).isSameAs(context.bean("alarmHandler", Object.class));
            assertThat(instance.getMqConfig()).isSameAs(context.bean("mqConfig", Object.class));
        }
    }

    @Test
    void everyDefaultOfTheGroupsBeans() {
        try (TemplateContext context = sources(2).load()) {
            assertThat(context.values("eventStore")).containsExactlyInAnyOrderEntriesOf(Map.of("bufferSize", "16384",
                    "bufferMemUnit", "1024", "batchMode", "MEMSIZE", "ddlIsolation", "false", "raw", "true"));
            assertThat(context.value("eventSink", "filterTransactionEntry")).isEqualTo("false");
            assertThat(context.values("metaManager")).contains(entry("destination", "trading"),
                    entry("flushPeriod", "1000"), entry("cursorStore", "<cursorStore.file>"),
                    entry("hostMetaManager", "<hostMetaManager.file>"));
            assertThat(context.values("hostMetaManager.file")).containsExactlyInAnyOrderEntriesOf(
                    Map.of("dataDir", "../conf", "period", "1000"));
            assertThat(context.values("cursorStore.file")).containsExactlyInAnyOrderEntriesOf(
                    Map.of("[0]", "../conf", "[1]", "trading"));
            assertThat(context.values("mqConfig")).containsExactlyInAnyOrderEntriesOf(mqConfig(Map.of("topic", "",
                    "dynamicTopic", "", "partition", "", "partitionsNum", "", "partitionHash", "",
                    "dynamicTopicPartitionNum", "", "enableDynamicQueuePartition", "")));
        }
    }

    @Test
    void everyKeyOfTheGroupsBeansMapped() {
        try (TemplateContext context = sources(1).line("canal.instance.memory.buffer.size=32768")
                .line("canal.instance.memory.buffer.memunit=2048").line("canal.instance.memory.batch.mode=ITEMSIZE")
                .line("canal.instance.get.ddl.isolation=true").line("canal.instance.memory.rawEntry=false")
                .line("canal.instance.filter.transaction.entry=true").line("canal.file.data.dir=/data/canal")
                .line("canal.file.flush.period=500").line("canal.mq.topic=t").line("canal.mq.dynamicTopic=d")
                .line("canal.mq.partition=1").line("canal.mq.partitionsNum=3").line("canal.mq.partitionHash=a.b:c")
                .line("canal.mq.dynamicTopicPartitionNum=t:4").line("canal.mq.enableDynamicQueuePartition=true")
                .load()) {
            assertThat(context.values("eventStore")).containsExactlyInAnyOrderEntriesOf(Map.of("bufferSize", "32768",
                    "bufferMemUnit", "2048", "batchMode", "ITEMSIZE", "ddlIsolation", "true", "raw", "false"));
            assertThat(context.value("eventSink", "filterTransactionEntry")).isEqualTo("true");
            assertThat(context.value("metaManager", "flushPeriod")).isEqualTo("500");
            assertThat(context.values("hostMetaManager.file")).containsExactlyInAnyOrderEntriesOf(
                    Map.of("dataDir", "/data/canal", "period", "500"));
            assertThat(context.value("cursorStore.file", "[0]")).isEqualTo("/data/canal");
            assertThat(context.values("mqConfig")).containsExactlyInAnyOrderEntriesOf(mqConfig(Map.of("topic", "t",
                    "dynamicTopic", "d", "partition", "1", "partitionsNum", "3", "partitionHash", "a.b:c",
                    "dynamicTopicPartitionNum", "t:4", "enableDynamicQueuePartition", "true")));
        }
    }

    @Test
    void storeInFilesByDefault() throws Exception {
        try (TemplateContext context = sources(1).load()) {
            assertThat(partOf(context, CursorStore.class)).isInstanceOf(FileCursorStore.class);
            assertThat(partOf(context, CanalMetaManager.class)).isInstanceOf(FileMixedMetaManager.class);
        }
    }

    @Test
    void storeInMemory() throws Exception {
        try (TemplateContext context = sources(1).line("canal.instance.group.cursor.store=memory").load()) {
            assertThat(partOf(context, CursorStore.class)).isInstanceOf(MemoryCursorStore.class);
            assertThat(partOf(context, CanalMetaManager.class)).isInstanceOf(MemoryMetaManager.class);
        }
    }

    @Test
    void metaManagerKnowsTheNamesInOrder() {
        try (TemplateContext context = sources(3).line("canal.instance.group.names=trades,orders,deals").load()) {
            context.bean("metaManager", GroupMetaManager.class);
            assertThat(context.definition("metaManager").getPropertyValues().getPropertyValue("sourceNames").getValue())
                    .asList().extracting(String::valueOf).containsExactly("trades", "orders", "deals");
        }
    }

    @Test
    void loadingOpensNothing(@TempDir Path data) throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (TemplateContext context = sources(2).line("canal.file.data.dir=" + data)
                .line("canal.instance.tsdb.spring.xml=classpath:spring/tsdb/h2-tsdb.xml").load()) {
            context.bean("instance", CanalInstance.class);

            assertThat(Thread.getAllStackTraces().keySet()).filteredOn(Thread::isAlive)
                    .filteredOn(thread -> !before.contains(thread)).isEmpty();
            try (Stream<Path> files = Files.list(data)) {
                assertThat(files).isEmpty();
            }
        }
    }

    /** The properties that this host has. */
    private static Map<String, String> mqConfig(Map<String, String> properties) {
        Map<String, String> present = new HashMap<>(properties);
        present.keySet().removeIf(property -> !ParserProperties.hasSetter(CanalMQConfig.class, property));
        return present;
    }

    private TemplateContext sources(int count) {
        return TemplateContext.in(classpath).sources(count);
    }

    /** Nothing outside asks the meta manager for its parts, so there is no getter. */
    private static Object partOf(TemplateContext context, Class<?> type) throws IllegalAccessException {
        Object metaManager = context.bean("metaManager", GroupMetaManager.class);
        for (Class<?> owner = metaManager.getClass(); owner != Object.class; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                if (field.getType() == type) {
                    field.setAccessible(true);
                    return field.get(metaManager);
                }
            }
        }
        throw new AssertionError("no " + type);
    }
}
