package io.github.lockkeeper.testkit.linkage;

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

    private final Map<String, Path> files = new TreeMap<>();
    private final List<FileSystem> opened = new ArrayList<>();

    private ClassFiles() {
    }

    public static ClassFiles of(List<Path> jarsAndFolders) {
        ClassFiles classes = new ClassFiles();
        jarsAndFolders.forEach(classes::add);
        return classes;
    }

    private void add(Path jarOrFolder) {
        Path root = Files.isDirectory(jarOrFolder) ? jarOrFolder : open(jarOrFolder);
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(path -> path.toString().endsWith(SUFFIX)).forEach(path -> files.putIfAbsent(name(root, path), path));
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
        return Optional.ofNullable(files.get(name)).map(ClassFiles::read);
    }

    private static ClassReading read(Path path) {
        try (InputStream stream = Files.newInputStream(path)) {
            return ClassReading.of(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }

    @Override
    public void close() {
        for (FileSystem system : opened) {
            try {
                system.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
