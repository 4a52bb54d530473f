package io.github.lockkeeper.testkit.host;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An instance template of the host's own classes, without the plugin: one source, or a group of several. It is what
 * the plugin is measured against, and what a kit test proves itself with.
 */
public final class StockTemplate {

    /** Where the host keeps the client's cursor. */
    public enum Cursor { MEMORY, FILE, ZOOKEEPER }

    private static final String FILE_META = """
              <bean id="metaManager" class="com.alibaba.otter.canal.meta.FileMixedMetaManager">
                <property name="dataDir" value="${canal.file.data.dir:../conf}"/>
                <property name="period" value="${canal.file.flush.period:1000}"/>
              </bean>
            """;
    private static final String MEMORY_META = """
              <bean id="metaManager" class="com.alibaba.otter.canal.meta.MemoryMetaManager"/>
            """;
    private static final String ZOOKEEPER_META = """
              <bean id="metaManager" class="com.alibaba.otter.canal.meta.PeriodMixedMetaManager">
                <property name="zooKeeperMetaManager">
                  <bean class="com.alibaba.otter.canal.meta.ZooKeeperMetaManager">
                    <property name="zkClientx">
                      <bean class="com.alibaba.otter.canal.common.zookeeper.ZkClientx" factory-method="getZkClient">
                        <constructor-arg value="${canal.zkServers}"/>
                      </bean>
                    </property>
                  </bean>
                </property>
                <property name="period" value="${canal.zookeeper.flush.period:1000}"/>
              </bean>
            """;
    private static final String MEMORY_POSITION = """
                  <bean class="com.alibaba.otter.canal.parse.index.MemoryLogPositionManager"/>
            """;
    private static final String META_POSITION = """
                  <bean class="com.alibaba.otter.canal.parse.index.FailbackLogPositionManager">
                    <constructor-arg>
                      <bean class="com.alibaba.otter.canal.parse.index.MemoryLogPositionManager"/>
                    </constructor-arg>
                    <constructor-arg>
                      <bean class="com.alibaba.otter.canal.parse.index.MetaLogPositionManager">
                        <constructor-arg ref="metaManager"/>
                      </bean>
                    </constructor-arg>
                  </bean>
            """;

    private final int sources;
    private final Cursor cursor;

    private StockTemplate(int sources, Cursor cursor) {
        this.sources = sources;
        this.cursor = cursor;
    }

    /** One source, {@code canal.instance.master.address}. */
    public static StockTemplate single(Cursor cursor) {
        return new StockTemplate(0, cursor);
    }

    /** Sources {@code canal.instance.master1.address} and on. */
    public static StockTemplate group(int sources, Cursor cursor) {
        return new StockTemplate(sources, cursor);
    }

    String xml() {
        return KitResources.text("stock-instance.xml")
                .replace("@META@", meta())
                .replace("@PARSERS@", sources == 0 ? parser("eventParser", "") : group());
    }

    private String meta() {
        return switch (cursor) {
            case MEMORY -> MEMORY_META;
            case FILE -> FILE_META;
            case ZOOKEEPER -> ZOOKEEPER_META;
        };
    }

    private String group() {
        List<String> ids = new ArrayList<>();
        StringBuilder parsers = new StringBuilder();
        for (int number = 1; number <= sources; number++) {
            ids.add("eventParser" + number);
            parsers.append(parser("eventParser" + number, Integer.toString(number)));
        }
        String references = ids.stream().map(id -> "<ref bean=\"" + id + "\"/>").collect(Collectors.joining());
        return parsers + "<bean id=\"eventParser\" class=\"com.alibaba.otter.canal.parse.inbound.group.GroupEventParser\">"
                + "<property name=\"eventParsers\"><list>" + references + "</list></property></bean>";
    }

    private String parser(String id, String number) {
        return KitResources.text("stock-parser.xml").replace("@ID@", id).replace("@N@", number)
                .replace("@LOG_POSITION@", cursor == Cursor.MEMORY ? MEMORY_POSITION : META_POSITION);
    }
}
