package io.github.lockkeeper.ops.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.spring.TemplateVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a whole, and {@code lockkeeper template}. */
class LockkeeperMainTest {
    private static final Path TEMPLATE = Path.of("src/main/resources/spring/lockkeeper-instance.xml");

    @TempDir
    private Path dir;

    private CommandRun run(String... arguments) {
        return CommandRun.of(dir, arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "template", "positions", "gaps"})
    @DisplayName("each command has a help, which fits on a terminal")
    void help(String command) {
        String[] words = command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"};

        CommandRun run = run(words);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Usage: " + ("lockkeeper " + command).trim(), "-h, --help");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    @DisplayName("the help names the commands that there are, and no other")
    void commands() {
        String commands = run("--help").out().split("Commands:\n")[1].split("\n\n")[0];
        assertThat(commands.lines().filter(line -> line.matches("  \\w.*")).map(line -> line.trim().split(" ")[0]))
                .containsExactly("template", "positions", "gaps");
    }

    @Test
    @DisplayName("the version is the jar's")
    void version() {
        assertThat(run("--version")).isEqualTo(
                new CommandRun(0, "Lockkeeper " + TemplateVersion.CURRENT + System.lineSeparator(), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "positons", "--colour", "positions a b", "gaps --id x", "gaps --id", "template x",
        "template --force", "gaps --id 1 --source a", "gaps --id 1 --open"})
    @DisplayName("a wrong command line: the usage, and exit code 2")
    void wrongUsage(String words) {
        CommandRun run = run(words.isEmpty() ? new String[0] : words.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).containsAnyOf("Usage: lockkeeper", "Did you mean: lockkeeper positions?")
                .doesNotContain("Exception");
    }

    @Test
    @DisplayName("the template is printed as it lies in the jar")
    void template() throws IOException {
        assertThat(run("template")).isEqualTo(new CommandRun(0, Files.readString(TEMPLATE), ""));
    }

    @Test
    @DisplayName("the template is written to a file, and over one only by force")
    void templateToAFile() throws IOException {
        Path file = dir.resolve("copy.xml");

        assertThat(run("template", "--out", file.toString()).exitCode()).isZero();
        assertThat(file).hasSameTextualContentAs(TEMPLATE);

        Files.writeString(file, "mine\n" + "long ".repeat(20_000));
        CommandRun refused = run("template", "--out", file.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).hasLineCount(1).contains(file + " exists", "--force");
        assertThat(file).content().startsWith("mine");

        assertThat(run("template", "--force", "--out", file.toString()).exitCode()).isZero();
        assertThat(file).hasSameTextualContentAs(TEMPLATE);
    }

    @Test
    @DisplayName("a file that cannot be written: what to do, in one line")
    void templateNowhere() {
        CommandRun missing = run("template", "--out", dir.resolve("no/copy.xml").toString());
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).hasLineCount(1).contains("does not exist");

        CommandRun folder = run("template", "--force", "--out", dir.toString());
        assertThat(folder.exitCode()).isEqualTo(1);
        assertThat(folder.err()).hasLineCount(1).contains("cannot be written").doesNotContain("\tat ");
    }
}
