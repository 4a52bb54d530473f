package io.github.lockkeeper.testkit.linkage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The class files of jars and folders, by internal name ({@code java/lang/Object}). Where two have a class, the first
 * one's counts. The jars stay open until {@link #close()}. Not thread-safe.
 */
public final class ClassFiles implements AutoCloseable {

    private static final String SUFFIX = ".class";
    private static final String DECLARATION = ".sig";

    private final Map<String, Opening> files = new TreeMap<>();
    private final List<Closeable> opened = new ArrayList<>();

    private ClassFiles() {
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    public static ClassFiles of(List<Path> jarsAndFolders) {
        ClassFiles classes = new ClassFiles();
        jarsAndFolders.forEach(classes::add);
        return classes;
    }

    /**
     * What a release of Java offers to everybody: the declarations that the running JDK compiles against for it, by
     * {@code javac --release}, without bodies and internals. They lie in {@code lib/ct.sym}, an archive of folders that
     * are named by the releases which have the same ({@code 89A}: 8, 9 and 10).
     *
     * @param release below 10
     */
    public static ClassFiles ofJava(int release) {
        ClassFiles classes = new ClassFiles();
        Path root = classes.open(Path.of(System.getProperty("java.home"), "lib", "ct.sym"));
        try (Stream<Path> releases = Files.list(root)) {
            releases.filter(folder -> folder.getFileName().toString().contains(Integer.toString(release)))
                    .forEach(classes::addDeclarations);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }

    /** @param folder of releases: below it one for each module */
    private void addDeclarations(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(path -> path.toString().endsWith(DECLARATION)).forEach(path -> {
                Path inModule = folder.relativize(path);
                String name = inModule.subpath(1, inModule.getNameCount()).toString();
                files.putIfAbsent(name.substring(0, name.length() - DECLARATION.length()),
                        () -> Files.newInputStream(path));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These, and where they lack one the others'; closed with these. */
    public ClassFiles and(ClassFiles others) {
        others.files.forEach(files::putIfAbsent);
        opened.add(others::close);
        return this;
    }

    private void add(Path jarOrFolder) {
        Path root = Files.isDirectory(jarOrFolder) ? jarOrFolder : open(jarOrFolder);
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(path -> path.toString().endsWith(SUFFIX)).forEach(path ->
                    files.putIfAbsent(name(root, path), () -> Files.newInputStream(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path open(Path jar) {
        try {
            FileSystem system = FileSystems.newFileSystem(jar);
            opened.add(system);
            return system.getPath("/");
        } catch (IOException e) {
            throw new UncheckedIOException(jar.toString(), e);
        }
    }

    private static String name(Path root, Path path) {
        String name = root.relativize(path).toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /** All names, in order. */
    List<String> names() {
        return List.copyOf(files.keySet());
    }

    boolean has(String name) {
        return files.containsKey(name);
    }

    Optional<ClassReading> read(String name) {
        return Optional.ofNullable(files.get(name)).map(file -> read(name, file));
    }

    private static ClassReading read(String name, Opening file) {
        try (InputStream stream = file.open()) {
            return ClassReading.of(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    @Override
    public void close() {
        for (Closeable closeable : opened) {
            try {
                closeable.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
