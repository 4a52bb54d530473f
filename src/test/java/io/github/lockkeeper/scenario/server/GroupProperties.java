package io.github.lockkeeper.scenario.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code instance.properties} of a group, written as a user writes them. */
final class GroupProperties {

    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    GroupProperties() {
        set("canal.instance.dbUsername", "canal");
        set("canal.instance.dbPassword", "canal");
        set("canal.instance.filter.black.regex", ".*\\.filtered_.*");
    }

    GroupProperties set(String key, String value) {
        properties.put(key, value);
        return this;
    }

    /** The next source of the group, with settings of its own: key, value, key, value. */
    GroupProperties source(String name, String address, String... settings) {
        names.add(name);
        set("canal.instance.master" + names.size() + ".address", address);
        for (int i = 0; i < settings.length; i += 2) {
            set("canal.instance.group.source." + name + "." + settings[i], settings[i + 1]);
        }
        return set("canal.instance.group.names", String.join(",", names));
    }

    /** For MQ mode: all changes of a row in one partition of that topic. */
    GroupProperties toTopic(String topic, int partitions) {
        set("canal.mq.topic", topic);
        set("canal.mq.partitionsNum", Integer.toString(partitions));
        return set("canal.mq.partitionHash", ".*\\..*:$pk$");
    }

    int sources() {
        return names.size();
    }

    Map<String, String> all() {
        return properties;
    }
}
