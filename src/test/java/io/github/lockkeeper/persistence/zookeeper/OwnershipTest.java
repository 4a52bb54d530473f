package io.github.lockkeeper.persistence.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.persistence.CursorRecords;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import io.github.lockkeeper.testkit.net.TcpProxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** I14 and I15: who may take a destination over, and how one learns that it is somebody else's. */
class OwnershipTest {
    private static final String A = "10.0.0.1:11111";
    private static final String B = "10.0.0.2:11111";
    private static final Duration BOUND = Duration.ofSeconds(30);

    private static Ensemble ensemble;
    private final String destination = Ensemble.newDestination();
    private final DestinationPaths paths = new DestinationPaths(destination);
    private final Told told = new Told();
    private TcpProxy line;
    private ZooKeeperCursorStore storeOfA;
    private ZooKeeperCursorStore storeOfB;

    @BeforeAll
    static void start() {
        ensemble = Ensemble.start();
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @BeforeEach
    void open() {
        line = TcpProxy.to(ensemble.port());
        storeOfA = new ZooKeeperCursorStore(new ZooKeeperPlace(line.address(), "", ""), destination, () -> A);
        storeOfB = new ZooKeeperCursorStore(ensemble.place(), destination, () -> B);
    }

    @AfterEach
    void close() {
        storeOfA.close();
        storeOfB.close();
        line.close();
    }

    @Test
    @DisplayName("the epoch is the transaction that made the node of the election")
    void epochOfTheElection() throws Exception {
        ensemble.elect(destination, A);

        CursorClaim claim = storeOfA.claim();

        assertThat(claim.record().epoch())
                .isEqualTo(ensemble.client().checkExists().forPath(paths.running()).getCzxid());
        assertThat(claim.isConfirmed()).isTrue();
    }

    @Test
    @DisplayName("nobody claims what the election gave to another one, or to none")
    void claimWithoutElection() throws Exception {
        assertThatExceptionOfType(CursorStoreException.class).isThrownBy(storeOfA::claim)
                .withMessageContaining("does not exist").satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.FENCED));
        ensemble.elect(destination, B);
        assertThatExceptionOfType(CursorStoreException.class).isThrownBy(storeOfA::claim)
                .withMessageContaining(B).satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.FENCED));
        assertThat(ensemble.content(paths.cursor())).as("nothing was written").isEmpty();
    }

    @Test
    @DisplayName("a claim in whose middle another server won is refused, though its write was done")
    void overtakenInTheMiddle() throws Exception {
        ensemble.elect(destination, A);
        try (ZooKeeperSession session = ZooKeeperSession.open(ensemble.place())) {
            OwnedPlace overtaken = new OwnedPlace(session, paths, A) {
                private boolean asked;

                @Override
                Optional<RunningNode> require() throws ZooKeeperFailure {
                    Optional<RunningNode> running = super.require();
                    if (!asked) {
                        asked = true;
                        electB();
                    }
                    return running;
                }
            };
            assertThatExceptionOfType(CursorStoreException.class)
                    .isThrownBy(() -> ZooKeeperClaim.take(session, paths, overtaken))
                    .withMessageContaining(B).satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.FENCED));
        }
        assertThat(storeOfB.claim().record()).as("whoever won claims it").isEqualTo(stored());
    }

    private void electB() {
        try {
            ensemble.dismiss(destination);
            ensemble.elect(destination, B);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("a deleted and re-made node of the election does not let the old owner write")
    void zombie() throws Exception {
        ensemble.elect(destination, A);
        CursorClaim zombie = storeOfA.claim();
        zombie.save(CursorRecords.advanced(zombie.record(), 1));
        ensemble.dismiss(destination);
        ensemble.elect(destination, B);
        CursorClaim owner = storeOfB.claim();

        assertThatExceptionOfType(CursorStoreException.class)
                .isThrownBy(() -> zombie.save(CursorRecords.advanced(zombie.record(), 2)))
                .withMessageContaining("was claimed by another server")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.FENCED));
        assertThatExceptionOfType(CursorStoreException.class).as("for good")
                .isThrownBy(() -> zombie.save(CursorRecords.advanced(zombie.record(), 2)));

        assertThat(stored()).isEqualTo(owner.record());
        assertThat(owner.record().epoch()).isGreaterThan(zombie.record().epoch());
    }

    @Test
    @DisplayName("an owner whose node another server made is told, once, and confirms nothing any more")
    void takenOver() throws Exception {
        ensemble.elect(destination, A);
        CursorClaim claim = storeOfA.claim();
        claim.watch(told);
        ensemble.dismiss(destination);
        ensemble.elect(destination, B);

        await().atMost(BOUND).until(() -> !told.losses().isEmpty());

        assertThat(claim.isConfirmed()).isFalse();
        assertThat(told.losses()).singleElement().asString().contains(B);
        assertThat(told.isToOtherServer()).isTrue();
    }

    @Test
    @DisplayName("a node that the same server made anew is the same ownership, in a later epoch")
    void electedAnew() throws Exception {
        ensemble.elect(destination, A);
        CursorClaim claim = storeOfA.claim();
        GroupCursor made = claim.record();
        long before = made.epoch();
        claim.watch(told);
        ensemble.dismiss(destination);
        await().atMost(BOUND).until(() -> !claim.isConfirmed());
        ensemble.elect(destination, A);
        await().atMost(BOUND).until(claim::isConfirmed);

        assertThat(claim.record().epoch()).isGreaterThan(before)
                .isEqualTo(ensemble.client().checkExists().forPath(paths.running()).getCzxid());
        claim.save(CursorRecords.advanced(made, 1));
        assertThat(stored()).as("made before the renewal, saved behind it")
                .isEqualTo(CursorRecords.advanced(claim.record(), 1));
        assertThat(told.losses()).isEmpty();
    }

    @Test
    @DisplayName("a node that the same server made anew after another one had claimed is a lost ownership")
    void electedAnewBehindAnotherOwner() throws Exception {
        ensemble.elect(destination, A);
        CursorClaim claim = storeOfA.claim();
        line.freeze();
        ensemble.dismiss(destination);
        ensemble.elect(destination, B);
        storeOfB.claim().close();
        ensemble.dismiss(destination);
        ensemble.elect(destination, A);
        claim.watch(told);
        line.restore();

        await().atMost(BOUND).until(() -> !told.losses().isEmpty());
        assertThat(told.isToOtherServer()).isTrue();
        assertThat(claim.isConfirmed()).isFalse();
    }

    @Test
    @DisplayName("while nobody runs the destination nothing is confirmed, at once: anybody may be next")
    void nobodyRuns() throws Exception {
        try (Ensemble patient = Ensemble.start(60_000);
                ZooKeeperCursorStore store = new ZooKeeperCursorStore(patient.place(), destination, () -> A)) {
            patient.elect(destination, A);
            CursorClaim claim = store.claim();
            claim.watch(told);
            patient.dismiss(destination);
            // Far below two thirds of the session.
            await().atMost(Duration.ofSeconds(20)).until(() -> !claim.isConfirmed());
            await().atMost(BOUND).until(() -> !told.sentences().isEmpty());
            assertThat(told.sentences()).singleElement().asString().contains("does not exist");
        }
    }

    @Test
    @DisplayName("a record deleted or changed by hand stops its owner, and no election starts it again")
    void changedByHand() throws Exception {
        ensemble.elect(destination, A);
        CursorClaim claim = storeOfA.claim();
        claim.watch(told);
        ensemble.client().delete().forPath(paths.cursor());

        await().atMost(BOUND).until(() -> !told.losses().isEmpty());

        assertThat(told.losses()).singleElement().asString().contains("was deleted").contains(paths.cursor());
        assertThat(told.isToOtherServer()).isFalse();
        assertThatExceptionOfType(CursorStoreException.class)
                .isThrownBy(() -> claim.save(CursorRecords.advanced(claim.record(), 1)));
        assertThat(ensemble.content(paths.cursor())).as("not made again").isEmpty();
    }

    @Test
    @DisplayName("whose doing it was that cannot be seen at that moment is asked again, and is not taken for a person's")
    void causeUnseen() throws Exception {
        ensemble.elect(destination, A);
        GroupCursor before = storeOfA.claim().record();
        ensemble.dismiss(destination);
        ensemble.elect(destination, B);
        int version = ensemble.client().checkExists().forPath(paths.cursor()).getVersion();
        AtomicBoolean lineIsLost = new AtomicBoolean(true);
        Confirmation confirmation = new Confirmation(60_000);
        confirmation.begin().foundInOrder();
        try (ZooKeeperSession session = ZooKeeperSession.open(ensemble.place())) {
            ClaimedRecord record = new ClaimedRecord(session, paths.cursor(), before, version) {
                @Override
                Optional<Node> seen() throws ZooKeeperFailure {
                    if (lineIsLost.get()) {
                        throw ZooKeeperFailure.of(new KeeperException.ConnectionLossException());
                    }
                    return super.seen();
                }
            };
            storeOfB.claim();
            // Looks at the record alone, as where no host elects.
            OwnedPlace nobody = new OwnedPlace(session, paths, null);
            try (OwnershipWatch watch = new OwnershipWatch(
                    nobody, Optional.empty(), record, new Unwatched(), confirmation, told)) {
                watch.start(Ensemble.SESSION_MILLIS);
                await().atMost(BOUND).until(() -> !told.sentences().isEmpty());
                assertThat(confirmation.isGiven()).isFalse();
                assertThat(told.losses()).isEmpty();
                lineIsLost.set(false);
                await().atMost(BOUND).until(() -> !told.losses().isEmpty());
            }
        }
        assertThat(told.isToOtherServer()).isTrue();
    }

    private static final class Unwatched implements OwnershipWatch.WatchedClaim {
        @Override
        public void renew(RunningNode running) {
            throw new AssertionError("nobody was elected");
        }

        @Override
        public void lookBeside(Consumer<String> complaints) {
            // There is nothing beside it.
        }
    }

    @Test
    @DisplayName("without ZooKeeper nothing is confirmed from two thirds of the session on; afterwards it goes on")
    void lineCut() throws Exception {
        ensemble.elect(destination, A);
        CursorClaim claim = storeOfA.claim();
        claim.watch(told);
        await().atMost(BOUND).until(claim::isConfirmed);
        line.cut();
        await().atMost(BOUND).until(() -> !claim.isConfirmed());
        GroupCursor acknowledged = CursorRecords.advanced(claim.record(), 3);
        assertThatExceptionOfType(CursorStoreException.class).isThrownBy(() -> claim.save(acknowledged))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
        await().atMost(BOUND).until(() -> !told.sentences().isEmpty());

        line.restore();
        await().atMost(BOUND).until(claim::isConfirmed);
        await().atMost(BOUND).ignoreExceptions().until(() -> {
            claim.save(acknowledged);
            return true;
        });

        assertThat(stored()).isEqualTo(acknowledged);
        await().atMost(BOUND).until(() -> told.sentences().size() == 2);
        assertThat(told.sentences().get(0)).startsWith("bad: ").contains("No batch is handed out");
        assertThat(told.sentences().get(1)).startsWith("good: ");
        assertThat(told.losses()).isEmpty();
    }

    @Test
    @DisplayName("a write whose answer was lost is found again as our own, and the next one follows it")
    void answerLost() throws Exception {
        ensemble.elect(destination, A);
        CursorClaim claim = storeOfA.claim();
        GroupCursor first = CursorRecords.advanced(claim.record(), 1);
        line.holdAnswers();
        assertThatExceptionOfType(CursorStoreException.class).isThrownBy(() -> claim.save(first))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
        assertThat(stored()).as("it was done").isEqualTo(first);
        assertThat(claim.record()).as("nobody knows").isNotEqualTo(first);
        line.restore();

        GroupCursor second = CursorRecords.advanced(claim.record(), 2);
        await().atMost(BOUND).ignoreExceptions().until(() -> {
            claim.save(second);
            return true;
        });
        assertThat(stored()).isEqualTo(second);
    }

    @Test
    @DisplayName("a record of another ensemble is taken, with a sentence, and its epoch begins anew")
    void imported() throws Exception {
        ensemble.elect(destination, B);
        GroupCursor elsewhere = CursorRecords.advanced(GroupCursor.empty(), 5).withEpoch(0x7_0000_0000_0000L);
        ensemble.client().create().creatingParentsIfNeeded()
                .forPath(paths.cursor(), GroupCursorJson.write(elsewhere));

        CursorClaim claim = storeOfB.claim();

        assertThat(claim.warning()).isPresent().get().asString().contains("another ensemble").contains(paths.cursor());
        assertThat(claim.record().withEpoch(elsewhere.epoch())).isEqualTo(elsewhere);
        assertThat(claim.record().epoch()).isLessThan(elsewhere.epoch());
    }

    private GroupCursor stored() throws Exception {
        return GroupCursorJson.read(ensemble.content(paths.cursor()).orElseThrow(), paths.cursor());
    }
}
