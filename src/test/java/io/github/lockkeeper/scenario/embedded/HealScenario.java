package io.github.lockkeeper.scenario.embedded;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.liveness.SourceState;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.testkit.server.MySqlServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** What the scenarios of lost binlogs have in common. */
abstract class HealScenario extends EmbeddedScenario {

    /** A server without GTIDs in the place of the first source's. */
    final MySqlServer plain() {
        MySqlServer server = Servers.fresh(Servers.Kind.V57_PLAIN);
        server.execute("CREATE DATABASE shop1", "CREATE TABLE shop1.t (id INT PRIMARY KEY, v INT)");
        host.sources(server.address(), trades.address());
        return server;
    }

    /** Starts the host, and has rows of the first source delivered, acknowledged and durable. */
    final void deliver(MySqlServer server, String table, int from, int to) {
        insert(server, table, from, to);
        host.start();
        EmbeddedClient client = client();
        client.drainUntil(() -> client.held().containsAll(inserts(table, from, to)));
        awaitDurableEnd(ORDERS, server);
    }

    final List<Gap> gaps(SourceName source) {
        return host.meta().gapJournal().entries().stream().filter(gap -> gap.source().equals(source)).toList();
    }

    /** The confirmed entry of a kind; there is one. */
    final Gap awaitConfirmed(SourceName source, GapKind kind) {
        return Awaitility.await("a confirmed " + kind + " of " + source).atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> confirmed(source, kind), Optional::isPresent).orElseThrow();
    }

    private Optional<Gap> confirmed(SourceName source, GapKind kind) {
        return gaps(source).stream().filter(gap -> gap.isConfirmed() && gap.decision().kind() == kind).findFirst();
    }

    final SourceState state(int source) {
        return host.parser(source).condition().state();
    }

    final void awaitState(int source, SourceState state) {
        Awaitility.await(source + " is " + state).atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50))
                .until(() -> state(source) == state);
    }

    static String executed(MySqlServer server) {
        return server.query("SELECT @@global.gtid_executed").get(0).get(0).replace("\n", "");
    }

    /** The creation times of two binlogs differ by their second. */
    static void awaitNextSecond(MySqlServer server) {
        Awaitility.await("a second on the server's clock").pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(10)).until(new ServerSeconds(server, 1)::passed);
    }
}
