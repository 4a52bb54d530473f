package io.github.lockkeeper.scenario.server;

import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.process.TextFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A template of a home's own, as a user may have one, with a bean of the tests in it. */
final class TemplateCopy {

    private TemplateCopy() {
    }

    /** Puts the bean's classes in front of all jars, and the changed template in front of the jar's. */
    static CanalHome install(CanalHome home, Class<?> bean, UnaryOperator<String> change) {
        Path folder = home.conf().resolve(bean.getName().replace('.', '/')).getParent();
        try (DirectoryStream<Path> classes = Files.newDirectoryStream(
                Path.of(bean.getResource(bean.getSimpleName() + ".class").getPath()).getParent(),
                bean.getSimpleName() + "*.class")) {
            Files.createDirectories(folder);
            for (Path file : classes) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
            TextFiles.write(home.conf().resolve("spring/lockkeeper-instance.xml"), changed(change));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home;
    }

    private static String changed(UnaryOperator<String> change) throws IOException {
        try (InputStream stream = CursorStore.class.getResourceAsStream("/spring/lockkeeper-instance.xml")) {
            String template = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            String changed = change.apply(template);
            if (changed.equals(template)) {
                throw new IllegalStateException("the template has nothing of what was to be changed");
            }
            return changed;
        }
    }
}
