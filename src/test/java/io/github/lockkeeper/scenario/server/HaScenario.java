package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.common.zookeeper.ZkClientx;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.oracle.Journal;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.stream.CanalConsumer;
import io.github.lockkeeper.testkit.stream.ConsumerOptions;
import io.github.lockkeeper.testkit.zookeeper.ZooKeeperServer;
import io.github.lockkeeper.testkit.zookeeper.ZooKeeperTree;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Two Canal servers with the plugin on one ZooKeeper, each with a line of its own to it that can be cut; a group of four
 * sources, and a client that finds out where the group runs.
 */
abstract class HaScenario extends ServerScenario {

    private static final String DESTINATION_NODE = "/otter/canal/destinations/" + DESTINATION;
    private static final String OWN_NODE = "/otter/canal/lockkeeper/" + DESTINATION;

    static final String GAPS_NODE = OWN_NODE + "/gaps";
    /** What servers left that lost the group. */
    static final String LATE_NODE = OWN_NODE + "/late";

    ZooKeeperServer zooKeeper;
    ZooKeeperTree tree;
    HaMember a;
    HaMember b;
    CursorWatch watch;

    @RegisterExtension
    final TestExecutionExceptionHandler evidenceOfBoth = (context, failure) -> {
        for (HaMember member : new HaMember[] {a, b}) {
            if (member != null) {
                System.out.println(member.server().evidence());
            }
        }
        throw failure;
    };

    /** Starts ZooKeeper and both servers; A runs the group. */
    void startPair(GroupProperties group, UnaryOperator<CanalHome> settings) {
        startPair(group, settings, settings);
    }

    void startPair(GroupProperties group, UnaryOperator<CanalHome> settingsOfA, UnaryOperator<CanalHome> settingsOfB) {
        zooKeeper = opened(ZooKeeperServer.start());
        tree = new ZooKeeperTree(zooKeeper.address());
        a = member(group, settingsOfA);
        awaitActive(a);
        b = member(group, settingsOfB);
        awaitThat("both servers in the cluster", () -> tree.children(DESTINATION_NODE + "/cluster").size() == 2);
        awaitThat("a durable start of every source", () -> stored().map(record -> record.sources().size()).orElse(0)
                == SOURCES.size());
        watch = opened(new CursorWatch(this::stored));
    }

    private HaMember member(GroupProperties group, UnaryOperator<CanalHome> settings) {
        return opened(HaMember.start(zooKeeper, settings.apply(home(group))));
    }

    /** The real client for a cluster. */
    void startClusterClient(ConsumerOptions options) {
        // Ours to close: the client's library keeps one connection for each ZooKeeper, for good.
        opened(() -> ZkClientx.getZkClient(zooKeeper.address()).close());
        client = opened(CanalConsumer.startCluster(zooKeeper.address(), DESTINATION, options));
    }

    /** Whether ZooKeeper says that the group runs there. */
    boolean isActive(HaMember member) {
        return tree.text(DESTINATION_NODE + "/running").map(member::isIn).orElse(false);
    }

    /** Waits until ZooKeeper says that the group runs there, and the server's log that it has started. */
    void awaitActive(HaMember member) {
        awaitThat("the group at " + member, () -> isActive(member)
                && member.server().log(DESTINATION).contains("start successful"));
    }

    /** The durable record, as it is now; empty where there is none or ZooKeeper is away. */
    Optional<GroupCursor> stored() {
        return tree.data(OWN_NODE + "/cursor").map(text -> GroupCursorJson.read(text, "the record"));
    }

    /** The journal, as it is now. */
    Journal journal() {
        return Journal.of(tree.children(GAPS_NODE).stream().map(id -> tree.text(GAPS_NODE + "/" + id).orElse(""))
                .map(line -> line.endsWith("\n") ? line : line + "\n").collect(Collectors.joining()));
    }

    /** Everything is held, in order; no cursor went back, and the journal has the beginnings alone. */
    void assertNothingLost() {
        Oracle.verify(load, client, BOUND);
        assertThat(watch.sources()).isEqualTo(SOURCES.size());
        assertThat(watch.stepsBack()).as("cursors that went back").isEmpty();
        assertThat(tree.children(GAPS_NODE)).as("a START for each source").hasSize(SOURCES.size());
    }

    HaMember active() {
        return isActive(a) ? a : b;
    }

    HaMember other(HaMember member) {
        return member == a ? b : a;
    }
}
