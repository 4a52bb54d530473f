package io.github.lockkeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.linkage.ClassFiles;
import io.github.lockkeeper.testkit.linkage.Linkage;
import io.github.lockkeeper.testkit.process.KitPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged jar against the libraries of every Canal: each class, method and field of the host that it names is
 * there. It is compiled against 1.1.4 alone. Of 1.1.8 parser and instance are not published: those of 1.1.7 stand in.
 */
class LinkageIT {

    private static final String OLDEST = "1.1.4";
    /** Only asked for the names of properties: TLS towards ZooKeeper needs a socket of Netty, which is not offered. */
    private static final String TLS_OF_ZOOKEEPER = "io/github/lockkeeper/shaded/zookeeper/common/ClientX509Util: ";
    private static final Pattern UNPUBLISHED = Pattern.compile("canal\\.(parse|instance\\.\\w+|server)-1.*\\.jar");

    @ParameterizedTest(name = "Canal {0}")
    @ValueSource(strings = {"1.1.4", "1.1.5", "1.1.6", "1.1.7", "1.1.8"})
    @DisplayName("every member of the host that the jar names is there")
    void members(String version) throws IOException {
        try (ClassFiles jar = jar(); ClassFiles host = host(version)) {
            assertThat(linkage(jar, host).problems()).allMatch(problem -> problem.startsWith(TLS_OF_ZOOKEEPER));
        }
    }

    @ParameterizedTest(name = "Canal {0}")
    @ValueSource(strings = {"1.1.5", "1.1.6", "1.1.7", "1.1.8"})
    @DisplayName("every method of the host that the jar overrides on 1.1.4 is there, and no other by accident")
    void overrides(String version) throws IOException {
        try (ClassFiles jar = jar(); ClassFiles oldest = host(OLDEST); ClassFiles host = host(version)) {
            Set<String> wanted = linkage(jar, oldest).overrides();
            Set<String> found = linkage(jar, host).overrides();
            assertThat(wanted).as("overrides of the host on " + OLDEST).hasSizeGreaterThan(50);
            assertThat(without(wanted, found)).as("never called").isEmpty();
            assertThat(without(found, wanted)).as("by accident").isEmpty();
        }
    }

    @Test
    @DisplayName("every class and member of Java that the jar names is in Java 8")
    void java8() throws IOException {
        try (ClassFiles jar = jar(); ClassFiles java = ClassFiles.ofJava(8).and(host(OLDEST))) {
            assertThat(linkage(jar, java).problems()).allMatch(problem -> problem.startsWith(TLS_OF_ZOOKEEPER));
        }
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static Linkage linkage(ClassFiles jar, ClassFiles host) {
        return Linkage.of(jar, host, name -> !name.startsWith("io/github/lockkeeper/shaded/"));
    }

    private static ClassFiles jar() {
        return ClassFiles.of(List.of(KitPaths.pluginJar()));
    }

    private static ClassFiles host(String version) throws IOException {
        List<Path> jars = new ArrayList<>(jars(version, Pattern.compile(".*\\.jar")));
        if (version.equals("1.1.8")) {
            jars.addAll(jars("1.1.7", UNPUBLISHED));
        }
        return ClassFiles.of(jars);
    }

    private static List<Path> jars(String version, Pattern name) throws IOException {
        try (Stream<Path> all = Files.list(KitPaths.hosts().resolve("canal-" + version).resolve("lib"))) {
            return all.filter(jar -> name.matcher(jar.getFileName().toString()).matches()).sorted().toList();
        }
    }
}
