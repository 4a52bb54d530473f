package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.process.KitPaths;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same jar on a later host: Canal 1.1.7 brings Spring 5.3, other constructors and other packages of its own. */
class HostVersionIT extends EmbeddedScenario {

    @ParameterizedTest(name = "Canal {0} parallel={1}")
    @CsvSource({"1.1.7,false", "1.1.7,true"})
    @DisplayName("loads the template, streams two sources, and a second start goes on where the first stood")
    void streams(String version, boolean parallel) throws Exception {
        insert(orders, "shop1.t", 1, 10);
        insert(trades, "shop2.t", 1, 10);
        List<String> first = run(version, parallel, 20);
        assertThat(first).containsExactlyInAnyOrderElementsOf(both(1, 10));
        insert(orders, "shop1.t", 11, 20);
        insert(trades, "shop2.t", 11, 20);
        assertThat(run(version, parallel, 20)).containsExactlyInAnyOrderElementsOf(both(11, 20));
    }

    private static List<String> both(int from, int to) {
        List<String> rows = new ArrayList<>(inserts("shop1.t", from, to));
        rows.addAll(inserts("shop2.t", from, to));
        return rows;
    }

    private List<String> run(String version, boolean parallel, int rows) throws IOException, InterruptedException {
        Path output = dataDir.resolve("host.out");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", classpath(version), EmbeddedMain.class.getName(), dataDir.toString(), orders.address(),
                trades.address(), String.valueOf(parallel), String.valueOf(rows))
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        String held = text.lines().filter(line -> line.startsWith("HELD ")).findFirst()
                .orElseThrow(() -> new AssertionError(text));
        return List.of(held.substring("HELD ".length()).split(","));
    }

    private static String classpath(String version) {
        return String.join(File.pathSeparator,
                KitPaths.pluginJar().toString(),
                KitPaths.hosts().resolve("canal-" + version).resolve("lib").resolve("*").toString(),
                KitPaths.hosts().getParent().resolve("test-classes").toString());
    }
}
