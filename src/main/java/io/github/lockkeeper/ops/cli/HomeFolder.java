package io.github.lockkeeper.ops.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A Canal home, and what its property files say. */
public final class HomeFolder {
    private final Path home;
    private final UnaryOperator<String> environment;

    private HomeFolder(Path home, UnaryOperator<String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** @param home the folder that has {@code bin}, {@code conf} and {@code lib} */
    public static HomeFolder at(Path home) {
        return at(home, System::getenv);
    }

    /** @param environment the value of a variable, or null */
    static HomeFolder at(Path home, UnaryOperator<String> environment) {
        return new HomeFolder(home.toAbsolutePath().normalize(), environment);
    }

    /**
     * What holds for all destinations that say nothing else.
     *
     * @throws CommandFailure if a file cannot be read
     */
    StoreSettings settings() {
        return new StoreSettings(home, properties());
    }

    /**
     * What holds for a destination, whether it has a file of its own or not.
     *
     * @throws CommandFailure if a file cannot be read
     */
    StoreSettings settingsOf(String destination) {
        return new StoreSettings(home, properties().with(ownProperties(destination))
                .with("canal.instance.destination", destination));
    }

    private HostProperties properties() {
        return new HostProperties(environment).with(conf().resolve("canal.properties"));
    }

    private Path conf() {
        return home.resolve("conf");
    }

    private Path ownProperties(String destination) {
        try {
            return conf().resolve(destination).resolve("instance.properties");
        } catch (InvalidPathException e) {
            throw CommandFailure.causedBy(e, "'" + destination + "' is no name of a folder in this locale. Set LC_ALL as"
                    + " for Canal itself.");
        }
    }

    /**
     * The names of the destinations that are configured here.
     *
     * @throws CommandFailure if the folder cannot be read
     */
    SortedSet<String> configured() {
        return foldersIn(conf()).stream().filter(name -> Files.exists(ownProperties(name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The names of the folders in a folder, none where it is missing.
     *
     * @throws CommandFailure if it cannot be read
     */
    static SortedSet<String> foldersIn(Path parent) {
        SortedSet<String> names = new TreeSet<>();
        if (!Files.exists(parent)) {
            return names;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, Files::isDirectory)) {
            folders.forEach(folder -> names.add(folder.getFileName().toString()));
            return names;
        } catch (IOException e) {
            throw CommandFailure.causedBy(e, parent + " cannot be read. " + Checks.DISK);
        }
    }
}
