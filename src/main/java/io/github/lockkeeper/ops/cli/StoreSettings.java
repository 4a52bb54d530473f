package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.config.ConfigKey;
import io.github.lockkeeper.config.ConfigKeys;
import io.github.lockkeeper.config.CursorStoreMode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.Map;

/** Where things are kept, as the property files say it. Each method throws {@link CommandFailure} if they do not tell. */
final class StoreSettings {
    private static final String DATA_DIR = "canal.file.data.dir";
    private static final String DATA_DIR_DEFAULT = "../conf";
    private static final String ADMIN = "canal.admin.manager";

    private final Path home;
    private final HostProperties properties;

    StoreSettings(Path home, HostProperties properties) {
        this.home = home;
        this.properties = properties;
    }

    /** Whether the server asks canal-admin for its properties, so that the files may say something else. */
    boolean isByAdmin() {
        return properties.isSet(ADMIN);
    }

    CursorStoreMode store() {
        Map<String, String> chosen = new HashMap<>();
        for (String key : new String[] {ConfigKeys.CURSOR_STORE.name(), ConfigKeys.ZOOKEEPER_SERVERS}) {
            properties.value(key).ifPresent(value -> chosen.put(key, value));
        }
        return CursorStoreMode.of(chosen);
    }

    /** The folder that has a folder for each destination. */
    Path dataDir() {
        String value = properties.value(DATA_DIR).orElse(DATA_DIR_DEFAULT);
        try {
            // Canal's start script stands in bin when it starts Java.
            return home.resolve("bin").resolve(Paths.get(value)).normalize();
        } catch (InvalidPathException e) {
            throw CommandFailure.causedBy(e, DATA_DIR + " is not a path: " + value + ". Name it with --data-dir.");
        }
    }

    ZooKeeperAccess zooKeeper() {
        String servers = properties.value(ConfigKeys.ZOOKEEPER_SERVERS).filter(value -> !value.isEmpty())
                .orElseThrow(() -> new CommandFailure(ConfigKeys.CURSOR_STORE.name() + " is zookeeper, and "
                        + ConfigKeys.ZOOKEEPER_SERVERS + " is not set in the property files. Name its servers with"
                        + " --zookeeper."));
        return new ZooKeeperAccess(servers, auth());
    }

    /** How the property files say that one shows oneself to ZooKeeper; empty for not at all. */
    String auth() {
        ConfigKey key = ConfigKeys.ZOOKEEPER_AUTH;
        String value = properties.value(key.name()).orElse("");
        // The value is a secret, and stays out of the message.
        key.rule().complaintAbout(value).ifPresent(complaint -> {
            throw new CommandFailure(key.name() + " " + complaint + ". Mend it, or say it with --zookeeper-auth.");
        });
        return value;
    }
}
