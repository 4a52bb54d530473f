package io.github.lockkeeper.scenario.embedded;

import com.alibaba.otter.canal.instance.core.CanalInstance;
import com.alibaba.otter.canal.instance.core.CanalInstanceGenerator;
import com.alibaba.otter.canal.instance.manager.PlainCanalInstanceGenerator;
import com.alibaba.otter.canal.instance.manager.plain.PlainCanalConfigClient;
import com.alibaba.otter.canal.instance.spring.SpringCanalInstanceGenerator;
import com.alibaba.otter.canal.instance.spring.support.PropertyPlaceholderConfigurer;
import com.alibaba.otter.canal.parse.CanalEventParser;
import com.alibaba.otter.canal.parse.inbound.group.GroupEventParser;
import com.alibaba.otter.canal.server.embedded.CanalServerWithEmbedded;
import io.github.lockkeeper.canal.meta.GroupMetaManager;
import io.github.lockkeeper.canal.parse.SourceEventParser;
import io.github.lockkeeper.canal.store.GroupEventStore;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.persistence.file.FileCursorStore;
import io.github.lockkeeper.testkit.host.CanalAdmin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Canal's embedded server with one group instance from the product's template. The properties go in the way in which
 * canal-admin's do. A {@link #restart()} is a new server over the same data directory.
 */
public final class EmbeddedHost implements AutoCloseable {

    static final String DESTINATION = "group";
    private static final String TEMPLATE = "classpath:spring/lockkeeper-instance.xml";

    private final Path dataDir;
    private final Map<String, String> properties = new TreeMap<>();
    private Consumer<GroupMetaManager> preparation = manager -> { };
    private CanalInstanceGenerator generator = this::generate;
    private CanalServerWithEmbedded server;

    public EmbeddedHost(Path dataDir) {
        this.dataDir = dataDir;
        set("canal.file.data.dir", dataDir.toString());
        set("canal.file.flush.period", "100");
        set("canal.instance.dbUsername", "canal");
        set("canal.instance.dbPassword", "canal");
        set("canal.instance.tsdb.enable", "false");
        set("canal.instance.parser.parallel", "false");
        set("canal.instance.group.start", "earliest");
        set("canal.instance.filter.regex", "shop.*\\..*");
    }

    public EmbeddedHost set(String key, String value) {
        properties.put(key, value);
        return this;
    }

    /** The sources in order, by their addresses. */
    public EmbeddedHost sources(String... addresses) {
        for (int i = 0; i < addresses.length; i++) {
            set("canal.instance.master" + (i + 1) + ".address", addresses[i]);
        }
        return this;
    }

    /** What is done to the meta manager of each instance from now on, before its start. */
    EmbeddedHost preparing(Consumer<GroupMetaManager> newPreparation) {
        this.preparation = newPreparation;
        return this;
    }

    /** The properties as the text of a file. */
    String text() {
        StringBuilder text = new StringBuilder();
        properties.forEach((key, value) ->
                text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n'));
        return text.toString();
    }

    /** The properties are asked for at canal-admin, by the host's own client; those set here count for nothing. */
    EmbeddedHost managedBy(String address) {
        PlainCanalInstanceGenerator remote = new PlainCanalInstanceGenerator(new Properties());
        remote.setCanalConfigClient(new PlainCanalConfigClient(address, CanalAdmin.USER,
                CanalAdmin.PASSWORD, "127.0.0.1", 0));
        remote.setSpringXml(TEMPLATE);
        generator = remote;
        return this;
    }

    public EmbeddedHost start() {
        server = new CanalServerWithEmbedded();
        server.setCanalInstanceGenerator(generator);
        server.start();
        server.start(DESTINATION);
        return this;
    }

    private CanalInstance generate(String destination) {
        Properties all = new Properties();
        all.putAll(properties);
        PropertyPlaceholderConfigurer.propertiesLocal.set(all);
        try {
            SpringCanalInstanceGenerator local = new SpringCanalInstanceGenerator();
            local.setSpringXml(TEMPLATE);
            CanalInstance instance = local.generate(destination);
            preparation.accept((GroupMetaManager) instance.getMetaManager());
            return instance;
        } finally {
            PropertyPlaceholderConfigurer.propertiesLocal.remove();
        }
    }

    public void stop() {
        if (server != null) {
            server.stop(DESTINATION);
            server.stop();
            server = null;
        }
    }

    EmbeddedHost restart() {
        stop();
        return start();
    }

    CanalServerWithEmbedded server() {
        return server;
    }

    CanalInstance instance() {
        return server.getCanalInstances().get(DESTINATION);
    }

    GroupEventStore store() {
        return (GroupEventStore) instance().getEventStore();
    }

    public GroupMetaManager meta() {
        return (GroupMetaManager) instance().getMetaManager();
    }

    SourceEventParser parser(int index) {
        List<CanalEventParser> parsers = ((GroupEventParser) instance().getEventParser()).getEventParsers();
        return (SourceEventParser) parsers.get(index);
    }

    /** What is durable now. */
    public GroupCursor durable() {
        return new FileCursorStore(dataDir.resolve(DESTINATION)).load().orElse(GroupCursor.empty());
    }

    @Override
    public void close() {
        stop();
    }
}
