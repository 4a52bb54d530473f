package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.load.CommitPlaces;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.net.TcpProxy;
import io.github.lockkeeper.testkit.oracle.JournalEntry;
import io.github.lockkeeper.testkit.oracle.JournalledLosses;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.oracle.Verdict;
import io.github.lockkeeper.testkit.process.TextFiles;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A whole Canal is killed at each point of a move. All sources of the group have lost binlogs; while one moves, the
 * others cannot be reached, so each process that is killed moves one source, as far as one point. The first source
 * moves undisturbed, and its points are those that the others are killed at.
 */
class KillPointsIT extends ServerScenario {

    private static final int SOURCES = 10;
    private static final String LOST = "mysql-bin.000001";

    private final Map<String, MySqlServer> servers = new LinkedHashMap<>();
    private final Map<String, TcpProxy> addresses = new LinkedHashMap<>();
    private CanalHome home;
    private CommitPlaces places;

    @Test
    @DisplayName("r: a kill at each point of a move: one entry for each source that says all that is lost, no silent move")
    void everyPoint() {
        prepare();
        deliverThenLose();
        Deque<String> sources = new ArrayDeque<>(servers.keySet());
        Set<String> points = pointsOfMove(sources.pop());
        assertThat(points).contains("GapJournal.append:before", "GapJournal.append:after", "CursorClaim.save:before",
                "CursorClaim.save:after", "GapJournal.amend:before", "GapJournal.amend:after");
        assertThat(points.size() + 2).as("points, and those on the network; to be raised: SOURCES").isLessThan(SOURCES);
        points.forEach(point -> killAt(point, sources.pop()));
        killBeforeDump(sources.pop());
        killBeforeFirstEvent(sources.pop());
        goOn();
    }

    /** Without GTIDs and by GTID in turns. */
    private void prepare() {
        MySqlServer plain = started(MySqlServer.of(ServerVersion.V57));
        MySqlServer gtids = started(MySqlServer.of(ServerVersion.V80).gtid());
        GroupProperties group = new GroupProperties().set("canal.instance.tsdb.enable", "false")
                .set("canal.instance.parser.parallel", "false");
        for (int number = 0; number < SOURCES; number++) {
            String name = "s" + number;
            servers.put(name, number % 2 == 0 ? plain : gtids);
            addresses.put(name, opened(TcpProxy.to(servers.get(name).port())));
            group.source(name, addresses.get(name).address(), "filter.regex", name + "\\..*",
                    "gtidon", String.valueOf(number % 2 != 0));
        }
        prepareLoad(servers);
        home = home(group);
        KillPoints.install(home);
    }

    private void deliverThenLose() {
        startCanal(home, SOURCES);
        startClient(busyClient(1));
        write();
        awaitAllHeld();
        servers.forEach((name, server) -> awaitDurableEnd(home, name, server));
        canal.kill9();
        addresses.values().forEach(TcpProxy::cut);
        write();
        Set<MySqlServer> each = Set.copyOf(servers.values());
        each.forEach(server -> server.execute("FLUSH LOGS"));
        write();
        places = CommitPlaces.of(load);
        each.forEach(server -> server.purgeTo("mysql-bin.000002"));
    }

    private void write() {
        load.start(LoadPlan.calm(5)).awaitEnd(BOUND);
    }

    private Set<String> pointsOfMove(String source) {
        Path log = home.dir().resolve("points.log");
        addresses.get(source).restore();
        launch("-D" + KillPoints.LOG + "=" + log);
        awaitThat("the move of " + source, () -> moves(source).stream().anyMatch(JournalEntry::isConfirmed)
                && TextFiles.text(log).contains("amend:after"));
        canal.kill9();
        addresses.get(source).cut();
        return new LinkedHashSet<>(Arrays.asList(TextFiles.text(log).split("\n")));
    }

    private void launch(String... options) {
        canal = opened(CanalServer.launch(home, options));
    }

    private List<JournalEntry> moves(String source) {
        return journal(home).moves(source);
    }

    private void killAt(String point, String source) {
        addresses.get(source).restore();
        launch("-D" + KillPoints.AT + "=" + point);
        awaitKilled(point, source);
    }

    /** Short dumps look into files before the decision; the one that counts comes after it. */
    private void killBeforeDump(String source) {
        TcpProxy address = addresses.get(source);
        address.onDump(() -> {
            if (!moves(source).isEmpty()) {
                canal.kill9();
            }
        });
        address.restore();
        launch();
        awaitKilled("the dump", source);
    }

    private void killBeforeFirstEvent(String source) {
        TcpProxy address = addresses.get(source);
        address.onDump(() -> {
            if (!moves(source).isEmpty()) {
                address.holdAnswers();
            }
        });
        address.restore();
        launch();
        awaitThat("a dump of " + source, () -> servers.get(source)
                .query("SHOW PROCESSLIST").stream().anyMatch(row -> row.get(4).startsWith("Binlog Dump")
                        && !moves(source).isEmpty()));
        canal.kill9();
        awaitKilled("the first event", source);
    }

    /** What is on the disk then: no place that the source was moved to without an entry, and never two. */
    private void awaitKilled(String point, String source) {
        awaitThat("the kill of " + source + " at " + point, () -> !canal.alive());
        addresses.get(source).cut();
        addresses.get(source).onDump(() -> { });
        List<JournalEntry> moves = moves(source);
        assertThat(moves).as("entries of " + source + " killed at " + point).hasSizeLessThanOrEqualTo(1);
        String file = cursor(home, source).offset().coordinates().file().toString();
        assertThat(file.equals(LOST) || moves.size() == 1).as(source + " moved silently to " + file).isTrue();
    }

    private void goOn() {
        addresses.values().forEach(TcpProxy::restore);
        launch();
        canal.awaitStarted();
        servers.forEach((name, server) -> awaitDurableEnd(home, name, server));
        servers.keySet().forEach(name -> awaitThat("a confirmed entry of " + name,
                () -> moves(name).stream().allMatch(JournalEntry::isConfirmed)));
        Verdict verdict = Oracle.verify(load, client, BOUND, () -> new JournalledLosses(journal(home), places));
        assertThat(verdict.lostBySource().keySet()).isEqualTo(servers.keySet());
        servers.keySet().forEach(name -> {
            assertThat(moves(name)).as("entries of " + name).hasSize(1);
            assertThat(moves(name).get(0).certainty()).isEqualTo(
                    servers.get(name).version() == ServerVersion.V80 ? "EXACT" : "BOUNDED");
        });
    }
}
