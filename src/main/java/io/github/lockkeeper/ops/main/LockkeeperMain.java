package io.github.lockkeeper.ops.main;

import io.github.lockkeeper.ops.cli.CommandFailure;
import io.github.lockkeeper.ops.cli.GapsCommand;
import io.github.lockkeeper.ops.cli.HomeFolder;
import io.github.lockkeeper.ops.cli.JsonText;
import io.github.lockkeeper.ops.cli.LockkeeperCommand;
import io.github.lockkeeper.ops.cli.PositionsCommand;
import io.github.lockkeeper.ops.cli.TemplateCommand;
import io.github.lockkeeper.spring.TemplateVersion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** What {@code bin/lockkeeper} starts. */
public final class LockkeeperMain {
    /** The Canal home, from the script. */
    private static final String HOME = "lockkeeper.home";
    /** As Canal itself stands, in {@code bin}. */
    private static final String HOME_DEFAULT = "..";

    private LockkeeperMain() {
    }

    public static void main(String[] arguments) {
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        StringWriter answer = new StringWriter();
        Path home = Paths.get(System.getProperty(HOME, HOME_DEFAULT));
        int exitCode = commandLine(HomeFolder.at(home), Clock.systemDefaultZone())
                .setOut(new PrintWriter(answer)).setErr(err).execute(arguments);
        System.exit(write(answer.toString()) || exitCode != ExitCode.OK ? exitCode : notWritten(err));
    }

    /** The whole command, to be executed with any arguments. */
    static CommandLine commandLine(HomeFolder home, Clock clock) {
        JsonText json = new KeptFieldsJson();
        CommandLine all = new CommandLine(new LockkeeperCommand())
                .addSubcommand(new TemplateCommand(BundledTemplate.text()))
                .addSubcommand(new PositionsCommand(home, OpenStores::new, json, clock))
                .addSubcommand(new GapsCommand(home, OpenStores::new, json, clock));
        all.getCommandSpec().version("Lockkeeper " + TemplateVersion.CURRENT);
        return all.setExecutionExceptionHandler(LockkeeperMain::failed);
    }

    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (!(failure instanceof CommandFailure)) {
            // A bug: whoever reports it needs the stack trace, which picocli prints.
            throw failure;
        }
        command.getErr().println(((CommandFailure) failure).line());
        return ExitCode.SOFTWARE;
    }

    /** At once and as UTF-8, whatever the locale: JSON and XML have to be. False if it could not be written whole. */
    private static boolean write(String answer) {
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            // With "| head" the reader has all that it wants.
            return String.valueOf(e.getMessage()).contains("Broken pipe");
        }
    }

    private static int notWritten(PrintWriter err) {
        err.println("lockkeeper: standard output does not take the whole answer: it was closed, or its disk is full");
        return ExitCode.SOFTWARE;
    }
}
