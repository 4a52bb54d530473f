package io.github.lockkeeper.spring;

import io.github.lockkeeper.config.ConfigException;
import io.github.lockkeeper.config.ConfigProblem;
import java.util.Collections;

/** Refuses a template of another version than the jar's: a copy in {@code conf/spring} outlives an upgrade. */
public final class TemplateVersion {

    /** The version of the jar; a test holds it to the one that is built. */
    public static final String CURRENT = "0.1.0";

    private TemplateVersion() {
    }

    static void check(String templateVersion, String destination) {
        if (!CURRENT.equals(templateVersion)) {
            String found = templateVersion == null ? "no version" : "version " + templateVersion;
            throw new ConfigException(destination, Collections.singleton(ConfigProblem.of(
                    "spring/lockkeeper-instance.xml", "is of " + found + ", but Lockkeeper is " + CURRENT,
                    "remove the copy from conf/spring, so that the one in the jar is used; or make it anew by"
                            + " bin/lockkeeper template --force --out conf/spring/lockkeeper-instance.xml and change"
                            + " that")));
        }
    }
}
