package io.github.lockkeeper.testkit.process;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Java installations of this machine, found as toolchains are: the running one, those of the environment
 * ({@code JAVA_HOME_25}, also with a suffix such as {@code _X64}), and the neighbours of the running one's folder.
 */
public final class Jdks {

    /** {@code 17.0.15}, {@code 25}, {@code 1.8.0_392}. */
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?(\\d+)");

    private Jdks() {
    }

    /** The program {@code java} of that feature release; empty where this machine has none. */
    public static Optional<Path> java(int feature) {
        return Stream.of(Stream.of(running()), environment(feature), neighbours()).flatMap(homes -> homes)
                .filter(home -> feature(home) == feature)
                .map(home -> home.resolve("bin").resolve("java"))
                .filter(java -> java.toFile().canExecute())
                .findFirst();
    }

    private static Path running() {
        return Path.of(System.getProperty("java.home"));
    }

    private static Stream<Path> environment(int feature) {
        String name = "JAVA_HOME_" + feature;
        return System.getenv().entrySet().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getKey().startsWith(name + "_"))
                .map(entry -> Path.of(entry.getValue()));
    }

    private static Stream<Path> neighbours() {
        File[] found = running().resolveSibling("").toFile().listFiles(File::isDirectory);
        return found == null ? Stream.empty() : Arrays.stream(found).sorted().map(File::toPath);
    }

    /** What the installation says of itself; 0 for a folder that is none. */
    private static int feature(Path home) {
        Matcher version = VERSION.matcher(TextFiles.text(home.resolve("release")));
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }
}
