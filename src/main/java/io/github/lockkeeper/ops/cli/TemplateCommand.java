package io.github.lockkeeper.ops.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the template of the jar, for whoever wants a copy of their own. */
@Command(name = "template", header = "Prints the instance template that is in the jar.",
        description = {"Only needed to change the template: the jar alone is enough to use it. A copy in conf/spring"
            + " comes before the one in the jar, and has to be made anew after an upgrade."})
public final class TemplateCommand implements Callable<Integer> {
    private static final OpenOption[] NEW = {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    private static final OpenOption[] NEW_OR_REPLACED =
            {StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE};

    private final String template;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Option(names = "--out", paramLabel = "FILE",
            description = "Write it to this file, for example conf/spring/lockkeeper-instance.xml.")
    private Path out;

    @Option(names = "--force", description = "Replace the file if it exists.")
    private boolean force;

    /** @param template the text of the template */
    public TemplateCommand(String template) {
        this.template = template;
    }

    @Override
    public Integer call() {
        if (out == null && force) {
            throw new ParameterException(spec.commandLine(), "--force says what to do with a file: name it with --out");
        }
        if (out == null) {
            spec.commandLine().getOut().print(template);
        } else {
            write();
            spec.commandLine().getOut().println("written: " + Shown.line(out.toString()));
        }
        return ExitCode.OK;
    }

    private void write() {
        try {
            Files.write(out, template.getBytes(StandardCharsets.UTF_8), force ? NEW_OR_REPLACED : NEW);
        } catch (FileAlreadyExistsException e) {
            throw CommandFailure.causedBy(e, out + " exists, and may have been changed by hand. Compare it with what"
                    + " this command prints, then replace it with --force.");
        } catch (NoSuchFileException e) {
            throw CommandFailure.causedBy(e, "The folder of " + out + " does not exist. Make it first.");
        } catch (IOException e) {
            throw CommandFailure.causedBy(e, out + " cannot be written (" + e.getClass().getSimpleName()
                    + "). Check that it can be a file, and that you may write it and its disk is not full.");
        }
    }
}
