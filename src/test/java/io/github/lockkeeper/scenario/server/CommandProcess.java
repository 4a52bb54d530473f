package io.github.lockkeeper.scenario.server;

import io.github.lockkeeper.testkit.process.KitPaths;
import io.github.lockkeeper.testkit.process.TextFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A call of {@code bin/lockkeeper} as a process of its own: what it printed and its exit code. */
record CommandProcess(int exitCode, String out, String err) {
    private static final Duration BOUND = Duration.ofMinutes(1);

    /** In the folder where the tests run, with their environment. */
    static CommandProcess run(Path script, String... arguments) {
        return run(Path.of(""), Map.of(), script.toAbsolutePath().toString(), arguments);
    }

    /**
     * @param folder to call it in
     * @param environment variables to set; those with an empty value are removed
     * @param command as it is typed
     */
    static CommandProcess run(Path folder, Map<String, String> environment, String command, String... arguments) {
        Path work = KitPaths.newWorkDir("command");
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toAbsolutePath().toFile())
                .redirectOutput(work.resolve("out").toFile()).redirectError(work.resolve("err").toFile());
        environment.forEach((name, value) -> {
            builder.environment().remove(name);
            if (!value.isEmpty()) {
                builder.environment().put(name, value);
            }
        });
        int exitCode = end(builder);
        return new CommandProcess(exitCode, TextFiles.text(work.resolve("out")), TextFiles.text(work.resolve("err")));
    }

    private static int end(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            if (!process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(builder.command() + " did not end within " + BOUND);
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + builder.command() + " runs", e);
        }
    }
}
