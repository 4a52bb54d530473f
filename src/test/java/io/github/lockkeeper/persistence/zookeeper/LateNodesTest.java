package io.github.lockkeeper.persistence.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.persistence.CursorRecords;
import io.github.lockkeeper.position.SourceName;
import java.time.Duration;
import java.util.List;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What servers leave in ZooKeeper that lost a destination")
class LateNodesTest {
    private static final String A = "10.0.0.1:11111";
    private static final String B = "10.0.0.2:11111";
    private static final Duration BOUND = Duration.ofSeconds(30);

    private static Ensemble ensemble;
    private final String destination = Ensemble.newDestination();
    private final DestinationPaths paths = new DestinationPaths(destination);
    private final Told told = new Told();
    private final ZooKeeperCursorStore storeOfA = new ZooKeeperCursorStore(ensemble.place(), destination, () -> A);
    private final ZooKeeperCursorStore storeOfB = new ZooKeeperCursorStore(ensemble.place(), destination, () -> B);

    @BeforeAll
    static void start() {
        ensemble = Ensemble.start();
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @AfterEach
    void close() {
        storeOfA.close();
        storeOfB.close();
    }

    private static LateSends word(long epoch, int step) {
        return LateSends.of(A, GroupCursor.empty().withEpoch(epoch)
                .withSource(SourceName.of("orders"), CursorRecords.mySql(step)));
    }

    private CursorClaim ownedByB() throws Exception {
        ensemble.elect(destination, B);
        CursorClaim claim = storeOfB.claim();
        claim.watch(told);
        return claim;
    }

    @Test
    @DisplayName("the owner sees it without being told, and it is there until the owner has settled it")
    void seenAndSettled() throws Exception {
        CursorClaim claim = ownedByB();
        assertThat(claim.lateSends()).isEmpty();
        LateSends word = word(0x1a, 3);
        storeOfA.leave(word);
        await().atMost(BOUND).until(() -> !claim.lateSends().isEmpty());
        assertThat(claim.lateSends()).containsExactly(word);
        assertThat(ensemble.content(paths.lateSends() + "/1a")).isPresent();

        claim.settle(word);
        assertThat(claim.lateSends()).isEmpty();
        assertThat(ensemble.client().getChildren().forPath(paths.lateSends())).isEmpty();
        claim.settle(word);
        assertThat(told.sentences()).isEmpty();
    }

    @Test
    @DisplayName("one for each ownership, the later word of one replaces the earlier one; the next owner finds them too")
    void oneForEach() throws Exception {
        storeOfA.leave(word(5, 1));
        storeOfA.leave(word(5, 2));
        storeOfA.leave(word(6, 3));
        CursorClaim claim = ownedByB();
        await().atMost(BOUND).until(() -> claim.lateSends().size() == 2);
        assertThat(claim.lateSends()).containsExactly(word(5, 2), word(6, 3));
    }

    @Test
    @DisplayName("one that cannot be read is told once, is left where it is, and hides no other")
    void damaged() throws Exception {
        storeOfA.leave(word(5, 1));
        ensemble.client().create().forPath(paths.lateSends() + "/4", "{}".getBytes());
        CursorClaim claim = ownedByB();
        await().atMost(BOUND).until(() -> !claim.lateSends().isEmpty());
        storeOfA.leave(word(6, 1));
        await().atMost(BOUND).until(() -> claim.lateSends().size() == 2);
        assertThat(told.sentences()).singleElement().asString().startsWith("bad: ")
                .contains(paths.lateSends() + "/4").contains("cannot be sent again");
        assertThat(ensemble.content(paths.lateSends() + "/4")).isPresent();
        assertThat(claim.isConfirmed()).isTrue();
    }

    @Test
    @DisplayName("a server that may not read them says so, once, and goes on owning the destination")
    void notAllowed() throws Exception {
        storeOfA.leave(word(5, 1));
        Id somebody = new Id("digest", "somebody:4XL7VoVPOAvMCIFoM5aQmgYQFvU=");
        ensemble.client().setACL().withACL(List.of(new ACL(ZooDefs.Perms.ALL, somebody))).forPath(paths.lateSends());
        CursorClaim claim = ownedByB();
        await().atMost(BOUND).until(() -> !told.sentences().isEmpty());
        long confirmed = System.nanoTime();
        await().atMost(BOUND).until(() -> System.nanoTime() - confirmed > Duration.ofMillis(2L * Ensemble.SESSION_MILLIS).toNanos());
        assertThat(claim.isConfirmed()).isTrue();
        assertThat(told.sentences()).singleElement().asString().startsWith("bad: ").contains(paths.lateSends())
                .contains("not sent again until it can");
    }

    @Test
    @DisplayName("only the owner removes one")
    void zombie() throws Exception {
        CursorClaim zombie = ownedByB();
        LateSends word = word(5, 1);
        storeOfA.leave(word);
        await().atMost(BOUND).until(() -> !zombie.lateSends().isEmpty());
        ensemble.client().setData().forPath(paths.cursor(), ensemble.content(paths.cursor()).orElseThrow());
        assertThatExceptionOfType(CursorStoreException.class).isThrownBy(() -> zombie.settle(word))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.FENCED));
        assertThat(ensemble.content(paths.lateSends() + "/5")).isPresent();
    }

    @Test
    @DisplayName("without ZooKeeper it is not left, and whoever leaves it knows")
    void unavailable() {
        try (ZooKeeperCursorStore nowhere =
                new ZooKeeperCursorStore(new ZooKeeperPlace("127.0.0.1:1", "", ""), destination, () -> A)) {
            assertThatExceptionOfType(CursorStoreException.class).isThrownBy(() -> nowhere.leave(word(1, 1)))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
        }
    }
}
