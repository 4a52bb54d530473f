package io.github.lockkeeper.ops.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A Canal home, and where its destinations keep their data. */
public final class HomeFolder {
    private static final String DATA_DIR = "canal.file.data.dir";
    private static final String DATA_DIR_DEFAULT = "../conf";

    private final Path home;
    private final Optional<Path> chosenDataDir;

    private HomeFolder(Path home, Optional<Path> chosenDataDir) {
        this.home = home;
        this.chosenDataDir = chosenDataDir;
    }

    /** @param home the folder that has {@code bin}, {@code conf} and {@code lib} */
    public static HomeFolder at(Path home) {
        return new HomeFolder(home.toAbsolutePath().normalize(), Optional.empty());
    }

    /** @param dataDir the folder that has a folder for each destination, whatever the property files say */
    HomeFolder withDataDir(Path dataDir) {
        return new HomeFolder(home, Optional.of(dataDir.toAbsolutePath().normalize()));
    }

    /**
     * The data folder of a destination; it may be missing.
     *
     * @throws CommandFailure if the property files do not tell
     */
    Path folderOf(String destination) {
        HostProperties properties = properties().with(ownProperties(destination))
                .with("canal.instance.destination", destination);
        return (chosenDataDir.isPresent() ? chosenDataDir.get() : dataDir(properties)).resolve(destination);
    }

    /**
     * The folder of the data of all destinations but those whose own properties name another one.
     *
     * @throws CommandFailure if the property files do not tell
     */
    Path dataDir() {
        return chosenDataDir.isPresent() ? chosenDataDir.get() : dataDir(properties());
    }

    private HostProperties properties() {
        return new HostProperties(System::getenv).with(conf().resolve("canal.properties"));
    }

    private Path dataDir(HostProperties properties) {
        String value = properties.value(DATA_DIR).orElse(DATA_DIR_DEFAULT);
        try {
            // Canal's start script stands in bin when it starts Java.
            return home.resolve("bin").resolve(Paths.get(value)).normalize();
        } catch (InvalidPathException e) {
            throw CommandFailure.causedBy(e, DATA_DIR + " is not a path: " + value + ". Name it with --data-dir.");
        }
    }

    private Path conf() {
        return home.resolve("conf");
    }

    private Path ownProperties(String destination) {
        return conf().resolve(destination).resolve("instance.properties");
    }

    /**
     * The names of all that may be a destination with data: folders of the data, and configured destinations.
     *
     * @throws CommandFailure if a folder cannot be read
     */
    SortedSet<String> candidates() {
        SortedSet<String> names = foldersIn(dataDir());
        if (!chosenDataDir.isPresent()) {
            foldersIn(conf()).stream().filter(name -> Files.exists(ownProperties(name))).forEach(names::add);
        }
        return names;
    }

    private static SortedSet<String> foldersIn(Path parent) {
        SortedSet<String> names = new TreeSet<>();
        if (!Files.exists(parent)) {
            return names;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, Files::isDirectory)) {
            folders.forEach(folder -> names.add(folder.getFileName().toString()));
            return names;
        } catch (IOException e) {
            throw CommandFailure.causedBy(e, parent + " cannot be read. " + Survey.AS_CANAL);
        }
    }
}
