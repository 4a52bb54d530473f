package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.config.ConfigKeys;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which destinations are asked for, where their data is, and in which form it is wanted. */
final class DestinationOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(index = "0", arity = "0..1", paramLabel = "destination",
            description = "The destination to show; all that have data if none is named.")
    private String destination;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "The folder that has a folder for each destination."
            + " By default the property files of the Canal home say where things are, as to the server.")
    private Path dataDir;

    @Option(names = "--zookeeper", paramLabel = "SERVERS", description = "The servers of ZooKeeper that have it, as in"
            + " canal.zkServers, where the property files do not say it.")
    private String zooKeeper;

    @Option(names = "--zookeeper-auth", paramLabel = "LOGIN", description = "How to show oneself to these"
            + " servers, as scheme:credentials; by default as canal.instance.group.zookeeper.auth says. Written into a file, with @FILE in"
            + " its place, it stays out of the list of processes.")
    private String zooKeeperAuth;

    @Option(names = "--json", description = "Print JSON: that of the destination named, or an object with that of each"
            + " destination.")
    private boolean json;

    /** Whether one destination was named, and not all of them are asked for. */
    boolean isOne() {
        return destination != null;
    }

    boolean json() {
        return json;
    }

    /**
     * Looks into the destinations that are asked for.
     *
     * @param what is looked for
     * @param look empty where there is nothing
     * @throws ParameterException if the options contradict each other, or the destination that was named cannot be the
     *         name of a folder
     * @throws CommandFailure if there is nothing anywhere
     */
    <T> Survey<T> survey(HomeFolder home, DestinationStores stores, String what,
            Function<DestinationStore, Optional<T>> look) {
        Destinations destinations = destinations(home, stores);
        if (destination == null) {
            Survey<T> all = Survey.ofAll(destinations, look);
            return all.isEmpty() ? nothing(all, "No destination below " + destinations.place() + " has a " + what + ".")
                    : all;
        }
        requireName();
        Survey<T> one = Survey.of(destination, destinations, look);
        return one.isEmpty() ? nothing(one, absent(destinations, what, look)) : one;
    }

    private Destinations destinations(HomeFolder home, DestinationStores stores) {
        if (dataDir != null && zooKeeper != null) {
            throw wrong("--data-dir and --zookeeper exclude each other");
        }
        if (zooKeeperAuth != null && zooKeeper == null) {
            throw wrong("--zookeeper-auth is for the servers that --zookeeper names");
        }
        if (dataDir != null) {
            return ChosenPlace.folder(dataDir, stores);
        }
        return zooKeeper == null ? new HomeDestinations(home, stores)
                : ChosenPlace.zooKeeper(new ZooKeeperAccess(zooKeeper, auth(home)), stores);
    }

    private String auth(HomeFolder home) {
        if (zooKeeperAuth == null) {
            return home.settings().auth();
        }
        ConfigKeys.ZOOKEEPER_AUTH.rule().complaintAbout(zooKeeperAuth).ifPresent(complaint -> {
            throw wrong("--zookeeper-auth " + complaint);
        });
        return zooKeeperAuth;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private void requireName() {
        if (!isFolderName(destination)) {
            throw wrong("not a destination: '" + Shown.line(destination) + "'");
        }
    }

    private static boolean isFolderName(String name) {
        try {
            return !name.isEmpty() && !name.matches("\\.\\.?") && Paths.get(name).getNameCount() == 1
                    && name.indexOf('/') < 0;
        } catch (InvalidPathException notInThisLocale) {
            return false;
        }
    }

    private <T> String absent(Destinations destinations, String what, Function<DestinationStore, Optional<T>> look) {
        String place = destinations.storeOf(destination).map(DestinationStore::place)
                .orElse("any place that is seen from outside");
        Set<String> names = Survey.ofAll(destinations, look).found().keySet();
        return "There is no " + what + " in " + place + "."
                + (names.isEmpty() ? "" : " These destinations have one: " + String.join(", ", names) + ".");
    }

    private static <T> Survey<T> nothing(Survey<T> survey, String otherwise) {
        String why = String.join(" ", survey.remarks());
        throw new CommandFailure(!why.isEmpty() ? otherwise + " " + why : otherwise + " It is there once the destination"
                + " has run with Lockkeeper. If the data is elsewhere, name the folder that has the destinations' folders"
                + " with --data-dir, or the servers of ZooKeeper with --zookeeper.");
    }
}
