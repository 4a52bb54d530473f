package io.github.lockkeeper.spring;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Tells where a key was set, in the order of the host's precedence. Reads files again, so ask only for messages. */
final class PropertyOrigins {

    private final Properties fromAdmin;
    private final List<Resource> files;

    /** @param files in the order in which they are read: the last one that has a key wins */
    PropertyOrigins(Properties fromAdmin, List<Resource> files) {
        this.fromAdmin = fromAdmin;
        this.files = new ArrayList<>(files);
    }

    Optional<String> of(String key) {
        if (System.getProperty(key) != null) {
            return Optional.of("a system property");
        }
        if (System.getenv(key) != null) {
            return Optional.of("the environment");
        }
        return fromAdmin.getProperty(key) != null ? Optional.of("canal-admin") : ofFile(key);
    }

    private Optional<String> ofFile(String key) {
        Optional<String> origin = Optional.empty();
        for (Resource file : files) {
            if (has(file, key)) {
                origin = Optional.of(file.getDescription());
            }
        }
        return origin;
    }

    private static boolean has(Resource file, String key) {
        try {
            return file.exists() && PropertiesLoaderUtils.loadProperties(file).containsKey(key);
        } catch (IOException e) {
            return false;
        }
    }
}
