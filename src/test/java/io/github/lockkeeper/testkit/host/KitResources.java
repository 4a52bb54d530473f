package io.github.lockkeeper.testkit.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The configuration files that the kit brings, from {@code src/test/resources/testkit/host}. */
final class KitResources {

    private KitResources() {
    }

    static String text(String name) {
        try (InputStream stream = KitResources.class.getResourceAsStream("/testkit/host/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no test resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
