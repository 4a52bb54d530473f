package io.github.lockkeeper.ops.main;

import io.github.lockkeeper.ops.cli.HomeFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** One call of the command in this JVM: what it printed and its exit code. */
record CommandRun(int exitCode, String out, String err) {
    private static final Clock CLOCK =
            Clock.fixed(Instant.ofEpochSecond(1795341103L + 300), ZoneId.of("Asia/Shanghai"));

    static CommandRun of(Path home, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = LockkeeperMain.commandLine(HomeFolder.at(home), CLOCK)
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** The lines of the answer, with a bar between cells however wide they are. */
    List<String> rows() {
        return out.lines().map(line -> line.replaceAll(" {2,}", "|")).toList();
    }
}
