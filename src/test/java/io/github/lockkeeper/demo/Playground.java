package io.github.lockkeeper.demo;

import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.net.TcpProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What still runs after the demo, for whoever wants to break it himself. */
final class Playground {

    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final Duration CATCH_UP = Duration.ofSeconds(20);

    private final Stage stage;
    private final Screen screen;

    Playground(Stage stage, Screen screen) {
        this.stage = stage;
        this.screen = screen;
    }

    /** Until Enter; without a keyboard until the process is ended. */
    void open() {
        help();
        BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        try {
            String line = keyboard.readLine();
            while (line != null && !line.isBlank()) {
                obey(line.trim());
                line = keyboard.readLine();
            }
            if (line == null) {
                new CountDownLatch(1).await();
            }
        } catch (IOException | InterruptedException end) {
            screen.plain("The keyboard is gone: " + end.getMessage());
        }
    }

    private void help() {
        String canal = Demo.shown(stage.canalHome());
        screen.plain("\nIt all still runs. In another terminal, from here:");
        screen.plain("  tail -f " + Demo.shown(stage.logFile()));
        screen.plain("  cat " + Demo.shown(stage.recordFile()));
        screen.plain("  bash " + canal + "/bin/lockkeeper gaps " + Stage.DESTINATION);
        screen.plain("  less " + canal + "/conf/canal.properties " + canal + "/conf/demo/instance.properties");
        stage.sources().forEach(source -> screen.plain("  mysql -h 127.0.0.1 -P " + source.server().port()
                + " -u root        (" + source.name() + ", if you have a mysql)"));
        screen.plain("  kill -9 " + stage.canal().pid() + "        (Canal)");
        screen.plain("Or type here:");
        screen.plain("  kill | stop | start            Canal: kill -9, in order, start again");
        screen.plain("  cut orders | mend orders       the network between Canal and a source; also trades");
        screen.plain("  write                          100 transactions at each source; does the client get them?");
        screen.plain("  table                          the tables as above");
        screen.plain("  sql orders SELECT COUNT(*) FROM orders.item");
        screen.plain("  help");
        screen.plain("Enter or Ctrl-C ends everything.");
    }

    private void obey(String line) {
        String[] words = line.split("\\s+", 3);
        try {
            switch (words[0]) {
                case "kill" -> canal("killed with -9", stage.canal()::kill9);
                case "stop" -> canal("stopped in order", stage.canal()::stop);
                case "start" -> start();
                case "cut" -> network(source(words), "cannot be reached", TcpProxy::cut);
                case "mend" -> network(source(words), "can be reached again", TcpProxy::restore);
                case "write" -> write();
                case "table" -> table();
                case "sql" -> sql(source(words), words.length > 2 ? words[2] : "SELECT 1");
                default -> help();
            }
        } catch (RuntimeException e) {
            screen.plain("That did not work: " + e.getMessage());
        }
    }

    private void canal(String done, Runnable action) {
        action.run();
        screen.line("canal", done);
    }

    private void network(DemoSource source, String done, Consumer<TcpProxy> action) {
        action.accept(source.proxy());
        screen.line("network", source.name() + " " + done);
    }

    private void start() {
        if (stage.canal().alive()) {
            screen.plain("It runs; kill or stop it first.");
        } else {
            stage.canal().restart();
            screen.line("canal", "runs, process " + stage.canal().pid());
        }
    }

    private DemoSource source(String... words) {
        String name = words.length > 1 ? words[1] : "";
        return stage.source(name).orElseThrow(() -> new IllegalArgumentException("name a source: orders or trades"));
    }

    private void write() {
        stage.load().start(LoadPlan.calm(100)).awaitEnd(BOUND);
        screen.line("client", "has " + (hasAll() ? "everything" : "not everything yet")
                + (stage.purge().changes().isEmpty() ? "" : ", but for what was purged") + ": " + Tally.now(stage));
    }

    private boolean hasAll() {
        try {
            Awaitility.await().atMost(CATCH_UP).until(stage::holdsAll);
            return true;
        } catch (ConditionTimeoutException notYet) {
            return false;
        }
    }

    private void table() {
        Report report = new Report(stage, screen);
        report.rows();
        report.cursors();
        report.journal();
    }

    private void sql(DemoSource source, String statement) {
        if (statement.toLowerCase().startsWith("select") || statement.toLowerCase().startsWith("show")) {
            source.server().query(statement).forEach(row -> screen.plain("  " + String.join("  ", row)));
        } else {
            source.server().execute(statement);
            screen.plain("  done");
        }
    }
}
