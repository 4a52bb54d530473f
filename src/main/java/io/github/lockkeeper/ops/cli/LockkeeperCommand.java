package io.github.lockkeeper.ops.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command without a subcommand: it says what there is. */
@Command(name = "lockkeeper", synopsisSubcommandLabel = "COMMAND",
        header = "Shows what Lockkeeper keeps for the destinations of a Canal server.",
        description = "It only looks: it takes no lock and changes nothing, and may be used while Canal runs.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all was shown", "1:something is missing, damaged or cannot be read; the error says what to do",
            "2:the command line is wrong"})
public final class LockkeeperCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Print the version.")
    private boolean version;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }
}
