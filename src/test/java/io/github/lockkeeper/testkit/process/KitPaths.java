package io.github.lockkeeper.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the build put what the kit needs. Failsafe passes the places as system properties; the defaults let a test run
 * in an IDE after one {@code mvn verify}.
 */
public final class KitPaths {

    private KitPaths() {
    }

    /** The folder of database servers. */
    public static Path servers() {
        return absolute(System.getProperty("lockkeeper.servers", "target/servers"));
    }

    /** The jars of a Kafka broker, and of ZooKeeper's server beside it. */
    public static Path kafkaLibraries() {
        return servers().resolve("kafka-3.9").resolve("lib");
    }

    /** The folder of Canal servers' libraries, one folder a version. */
    public static Path hosts() {
        return absolute(System.getProperty("lockkeeper.hosts", "target/hosts"));
    }

    /** The product. */
    public static Path pluginJar() {
        String jar = System.getProperty("lockkeeper.jar");
        return jar != null ? absolute(jar) : builtJar(absolute("target"));
    }

    /** The release archive with the product in it. */
    public static Path archive() {
        String jar = pluginJar().getFileName().toString();
        return pluginJar().resolveSibling(jar.substring(0, jar.length() - ".jar".length()) + ".tar.gz");
    }

    /** A new folder for one server or one home, below {@code target/it-work} or {@code lockkeeper.work}; its name begins with the label. */
    public static Path newWorkDir(String label) {
        try {
            String chosen = System.getProperty("lockkeeper.work");
            Path root = Files.createDirectories(
                    chosen != null ? absolute(chosen) : servers().resolveSibling("it-work"));
            return Files.createTempDirectory(root, label + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path builtJar(Path target) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "canal-lockkeeper-*.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("no canal-lockkeeper-*.jar in " + target + ": run mvn package");
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }
}
