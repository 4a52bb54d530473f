package io.github.lockkeeper.persistence.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.persistence.CursorRecords;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import io.github.lockkeeper.testkit.net.TcpProxy;
import io.github.lockkeeper.testkit.process.Ports;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Connect strings, rights, and records that are large or damaged. */
class EnsembleAccessTest {
    private static final String USER = "canal:secret";

    private static Ensemble ensemble;
    private final String destination = Ensemble.newDestination();
    private final DestinationPaths paths = new DestinationPaths(destination);

    @BeforeAll
    static void start() {
        ensemble = Ensemble.start();
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    private ZooKeeperCursorStore store(String servers, String acl, String auth) {
        return new ZooKeeperCursorStore(new ZooKeeperPlace(servers, acl, auth), destination, () -> null);
    }

    @Test
    @DisplayName("several servers, one of them away, and a chroot")
    void serversAndChroot() throws Exception {
        String root = "/root" + destination;
        ensemble.client().create().forPath(root);
        try (ZooKeeperCursorStore store =
                     store("127.0.0.1:" + Ports.free() + ";" + ensemble.address() + root, "", "")) {
            CursorClaim claim = store.claim();
            assertThat(ensemble.content(root + paths.cursor())).contains(GroupCursorJson.write(claim.record()));
        }
    }

    @Test
    @DisplayName("without ZooKeeper the claim is refused, in bounded time, with what to check")
    void noEnsemble() {
        try (ZooKeeperCursorStore store = store("127.0.0.1:" + Ports.free(), "", "")) {
            assertThatExceptionOfType(CursorStoreException.class).isThrownBy(store::claim)
                    .withMessageContaining("no connection").withMessageContaining("canal.zkServers")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
        }
    }

    @Test
    @DisplayName("a server that takes the connection and is silent: refused, in bounded time")
    void silentEnsemble() {
        try (TcpProxy line = TcpProxy.to(ensemble.port()); ZooKeeperCursorStore store = store(line.address(), "", "")) {
            line.freeze();
            assertTimeoutPreemptively(Duration.ofSeconds(60), () -> assertThatExceptionOfType(CursorStoreException.class)
                    .isThrownBy(store::claim).withMessageContaining("no connection"));
        }
    }

    @Test
    @DisplayName("a configured ACL is that of all that is made, and only who shows himself gets in")
    void configuredAcl() throws Exception {
        String acl = "digest:" + DigestAuthenticationProvider.generateDigest(USER) + ":cdrwa";
        try (ZooKeeperCursorStore store = store(ensemble.address(), acl, "digest:" + USER)) {
            store.claim();
            GapJournal journal = store.journal();
            journal.open();
            journal.append(GapSamples.ORDERS, GapSamples.full());
            for (String path : List.of(paths.cursor(), paths.gaps(), paths.gap(1))) {
                assertThat(aclOf(ensemble.address(), path)).as(path).singleElement()
                        .satisfies(one -> assertThat(one.getId().getScheme()).isEqualTo("digest"));
            }
        }
        try (ZooKeeperCursorStore stranger = store(ensemble.address(), "", "")) {
            assertThatExceptionOfType(CursorStoreException.class).isThrownBy(stranger::claim)
                    .withMessageContaining("ACL").withMessageContaining("canal.instance.group.zookeeper.auth")
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("secret"));
        }
    }

    @Test
    @DisplayName("without one, the ACL of the host's root is taken over")
    void hostsAcl() throws Exception {
        try (Ensemble own = Ensemble.start(); CuratorFramework host = as(own.address())) {
            List<ACL> acl = List.of(new ACL(Perms.ALL,
                    new Id("digest", DigestAuthenticationProvider.generateDigest(USER))));
            host.create().creatingParentsIfNeeded().withACL(acl).forPath(DestinationPaths.HOST_ROOT);
            try (ZooKeeperCursorStore store = store(own.address(), "", "digest:" + USER)) {
                store.claim();
                assertThat(host.getACL().forPath(paths.cursor())).isEqualTo(acl);
            }
        }
    }

    private static CuratorFramework as(String address) {
        CuratorFramework client = CuratorFrameworkFactory.builder().connectString(address)
                .retryPolicy(new RetryOneTime(100)).authorization("digest", USER.getBytes(StandardCharsets.UTF_8))
                .build();
        client.start();
        return client;
    }

    private static List<ACL> aclOf(String address, String path) throws Exception {
        try (CuratorFramework client = as(address)) {
            return client.getACL().forPath(path);
        }
    }

    @Test
    @DisplayName("a large record is told once, while there is still room")
    void largeRecord() {
        Told told = new Told();
        try (ZooKeeperCursorStore store = store(ensemble.address(), "", "")) {
            CursorClaim claim = store.claim();
            claim.watch(told);
            GroupCursor small = CursorRecords.advanced(claim.record(), 1);
            claim.save(small);
            assertThat(told.sentences()).isEmpty();
            claim.save(small.withExtras(Map.of("noise", noise())));
            claim.save(CursorRecords.advanced(claim.record(), 2));
            assertThat(told.sentences()).singleElement().asString().contains("jute.maxbuffer").contains(paths.cursor());
            assertThat(store.load()).contains(claim.record());
        }
    }

    /** What no compression makes shorter than 512 KiB. */
    private static String noise() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        while (text.length() < 800_000) {
            text.append((char) ('!' + random.nextInt(90)));
        }
        return text.toString().replace('"', 'x').replace('\\', 'x');
    }

    @Test
    @DisplayName("a record that is none is refused, and is not taken for no record")
    void damagedRecord() throws Exception {
        ensemble.client().create().creatingParentsIfNeeded().forPath(paths.cursor(), "{}".getBytes(StandardCharsets.UTF_8));
        try (ZooKeeperCursorStore store = store(ensemble.address(), "", "")) {
            assertThatExceptionOfType(CursorStoreException.class).isThrownBy(store::claim)
                    .withMessageContaining(paths.cursor());
            assertThatExceptionOfType(CursorStoreException.class).isThrownBy(store::load);
            assertThat(ensemble.content(paths.cursor())).contains("{}".getBytes(StandardCharsets.UTF_8));
        }
    }
}
