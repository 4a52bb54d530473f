package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.process.TextFiles;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people and disks do to a group; each is named with its way out, and costs no row. */
class BadInputIT extends ServerScenario {

    private static final String FIRST = "first";
    private static final String SECOND = "second";

    private final Map<String, MySqlServer> servers = new LinkedHashMap<>();

    @Test
    @DisplayName("a password that no longer fits halts its source alone, with the mend; once it fits the source comes back")
    void wrongPassword() {
        startCanal(twoSources(), 2);
        startClient(busyClient(4));
        load.start(LoadPlan.steady(20));
        awaitMoreHeld(50);
        servers.get(SECOND).execute("ALTER USER 'canal'@'%' IDENTIFIED BY 'changed'");
        canal.kill9();
        canal.restart();
        awaitThat("the source with the wrong password to halt",
                () -> canal.log(DESTINATION).contains("source=second state=HALTED before=CONNECTING fault=ACCESS_DENIED"));
        assertThat(canal.log(DESTINATION)).contains("mend=\"" + FaultKind.ACCESS_DENIED.remedy() + "\"");
        awaitMoreHeld(100);
        assertThat(canal.log(DESTINATION)).contains("source=first state=STREAMING").doesNotContain("source=first state=RET");

        servers.get(SECOND).execute("ALTER USER 'canal'@'%' IDENTIFIED BY 'canal'");
        awaitThat("the source to come back by itself", () -> canal.log(DESTINATION).contains("source=second state=STREAMING"));
        load.stop();
        Oracle.verify(load, client, BOUND);
    }

    @Test
    @DisplayName("damaged records: the previous one is used and said so; without a usable one nothing starts or is overwritten")
    void damagedRecords() {
        CanalHome home = twoSources();
        Path current = recordFile(home);
        Path previous = current.resolveSibling("group-cursor.previous.json");
        startCanal(home, 2);
        startClient(busyClient(5));
        streamSome();

        canal.stop();
        String whole = TextFiles.text(current);
        TextFiles.write(current, whole.substring(0, whole.length() / 2));
        canal.restart();
        assertThat(canal.log(DESTINATION)).contains("WARN").contains(current.getFileName() + " is not valid JSON")
                .contains("The previous generation, ").contains("is used instead");
        streamSome();

        canal.stop();
        whole = TextFiles.text(current);
        TextFiles.write(current, whole.substring(0, whole.length() / 2));
        TextFiles.write(previous, "");
        assertRefused(home, "Restore either of them from a backup");
        assertThat(TextFiles.text(previous)).isEmpty();

        TextFiles.write(current, whole.replaceFirst("\"version\" : 1", "\"version\" : 2"));
        assertRefused(home, "is a record of version 2");

        TextFiles.write(current, whole);
        canal.restart();
        streamSome();
        Oracle.verify(load, client, BOUND);
    }

    @Test
    @DisplayName("an unknown key of ours stops the start, and canal's log names it and the one that was meant")
    void unknownKey() {
        CanalHome home = home(new GroupProperties().source(FIRST, "127.0.0.1:1").set("canal.instance.group.strat", "latest"));
        canal = opened(CanalServer.launch(home));
        awaitThat("the refusal", () -> home.canalLog().contains("canal.instance.group.strat"));
        assertThat(home.canalLog()).contains("perhaps canal.instance.group.start was meant");
    }

    private CanalHome twoSources() {
        servers.put(FIRST, started(MySqlServer.of(ServerVersion.V57).gtid()));
        servers.put(SECOND, started(MySqlServer.of(ServerVersion.V80)));
        prepareLoad(servers);
        GroupProperties group = new GroupProperties();
        servers.forEach((name, server) -> group.source(name, server.address()));
        return home(group);
    }

    private void streamSome() {
        load.start(LoadPlan.calm(20)).awaitEnd(BOUND);
        awaitAllHeld();
    }

    /** It lives, as Canal does, but the destination does not start, and the record is left as it was found. */
    private void assertRefused(CanalHome home, String wayOut) {
        String before = TextFiles.text(recordFile(home));
        canal.close();
        canal = opened(CanalServer.launch(home));
        awaitThat("the refusal", () -> canal.log(DESTINATION).contains(wayOut));
        assertThat(canal.log(DESTINATION)).contains("the destination does not start: ")
                .contains(recordFile(home).getFileName().toString());
        assertThat(TextFiles.text(recordFile(home))).isEqualTo(before);
        canal.kill9();
    }
}
