package io.github.lockkeeper.ops.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
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
            + " By default canal.file.data.dir of the Canal home's property files, else its conf.")
    private Path dataDir;

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
     * @param what is looked for, a file's name
     * @param reader empty where a folder has none
     * @throws ParameterException if the destination that was named cannot be the name of a folder
     * @throws CommandFailure if there is nothing anywhere
     */
    <T> Survey<T> survey(HomeFolder canalHome, String what, Function<Path, Optional<T>> reader) {
        HomeFolder home = dataDir == null ? canalHome : canalHome.withDataDir(dataDir);
        if (destination == null) {
            Survey<T> all = Survey.of(home.candidates(), home, reader);
            return require(all, "No destination below " + home.dataDir() + " has a " + what + ".");
        }
        requireName();
        Survey<T> one = Survey.of(Collections.singleton(destination), home, reader);
        return one.isEmpty() ? require(one, "There is no " + what + " in " + home.folderOf(destination) + "."
                + thoseThatHaveOne(home, reader)) : one;
    }

    private void requireName() {
        if (!isFolderName(destination)) {
            throw new ParameterException(
                    command.commandLine(), "not a destination: '" + Shown.line(destination) + "'");
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

    private static <T> String thoseThatHaveOne(HomeFolder home, Function<Path, Optional<T>> reader) {
        Set<String> names = Survey.of(home.candidates(), home, reader).found().keySet();
        return names.isEmpty() ? "" : " These destinations have one: " + String.join(", ", names) + ".";
    }

    private static <T> Survey<T> require(Survey<T> survey, String otherwise) {
        if (survey.isEmpty()) {
            throw new CommandFailure(otherwise + " It is there once the destination has run with Lockkeeper, unless"
                    + " canal.instance.group.cursor.store is memory. If the data is elsewhere, name the folder that has"
                    + " the destinations' folders with --data-dir.");
        }
        return survey;
    }
}
