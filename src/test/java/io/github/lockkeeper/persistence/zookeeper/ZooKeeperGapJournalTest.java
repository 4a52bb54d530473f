package io.github.lockkeeper.persistence.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.persistence.GapJournalContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract of the journal in ZooKeeper, and who may write there. */
class ZooKeeperGapJournalTest extends GapJournalContract {
    private static Ensemble ensemble;
    private final String destination = Ensemble.newDestination();
    private final DestinationPaths paths = new DestinationPaths(destination);
    private final List<ZooKeeperCursorStore> stores = new ArrayList<>();

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
        stores.forEach(ZooKeeperCursorStore::close);
    }

    @Override
    protected GapJournal create() {
        ZooKeeperCursorStore store = new ZooKeeperCursorStore(ensemble.place(), destination, () -> null);
        stores.add(store);
        store.claim();
        return store.journal();
    }

    @Test
    void whoLostTheDestinationWritesNoEntry() {
        GapJournal lost = create();
        lost.open();
        Gap before = lost.append(GapSamples.ORDERS, GapSamples.full());
        GapJournal owner = create();
        owner.open();

        assertThatExceptionOfType(GapJournalException.class)
                .isThrownBy(() -> lost.append(GapSamples.TRADES, GapSamples.full()))
                .withMessageContaining("claimed by another server").withMessageContaining("Nothing moves without it");
        assertThatExceptionOfType(GapJournalException.class).isThrownBy(() -> lost.amend(before.confirmed()));

        assertThat(lost.entries()).containsExactly(before);
        assertThat(seen()).containsExactly(before);
        owner.amend(before.confirmed());
    }

    @Test
    void anEntryOfAWriteWithoutAnswerGivesWayToTheNextOne() throws Exception {
        GapJournal journal = create();
        journal.open();
        Gap first = journal.append(GapSamples.ORDERS, GapSamples.full());
        // What a process leaves that did not hear of its success.
        ensemble.client().create().forPath(paths.gap(first.id() + 1), "anything".getBytes(StandardCharsets.UTF_8));

        Gap second = journal.append(GapSamples.TRADES, GapSamples.bare());

        assertThat(seen()).containsExactly(first, second);
    }

    @Test
    void aChangedEntryRefusesAll() throws Exception {
        GapJournal journal = create();
        journal.open();
        String path = paths.gap(journal.append(GapSamples.ORDERS, GapSamples.full()).id());
        String text = new String(ensemble.client().getData().forPath(path), StandardCharsets.UTF_8);
        ensemble.client().setData().forPath(path, text.replace("orders", "trades").getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(GapJournalException.class).isThrownBy(() -> create().open())
                .withMessageContaining(path).withMessageContaining("checksum")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(GapJournalException.Kind.DAMAGED));
    }

    @Test
    void anythingElseBesideTheEntriesRefusesAll() throws Exception {
        ensemble.client().create().creatingParentsIfNeeded().forPath(paths.gaps() + "/notes");

        assertThatExceptionOfType(GapJournalException.class).isThrownBy(() -> create().open())
                .withMessageContaining("/notes");
    }

    @Test
    void anEntryUnderAnotherNumberRefusesAll() throws Exception {
        GapJournal journal = create();
        journal.open();
        String path = paths.gap(journal.append(GapSamples.ORDERS, GapSamples.full()).id());
        ensemble.client().create().forPath(paths.gap(7), ensemble.client().getData().forPath(path));
        ensemble.client().delete().forPath(path);

        assertThatExceptionOfType(GapJournalException.class).isThrownBy(() -> create().open())
                .withMessageContaining(paths.gap(7)).withMessageContaining("holds entry 1");
    }

    @Test
    void whereThereHasNeverBeenOneToolsSeeNone() {
        try (ZooKeeperReaders readers = ZooKeeperReaders.open(ensemble.place())) {
            assertThat(readers.journal(destination)).isEmpty();
            assertThat(readers.record(destination)).isEmpty();
        }
    }

    @Test
    void toolsSeeWhichDestinationsThereAre() {
        try (ZooKeeperReaders readers = ZooKeeperReaders.open(ensemble.place())) {
            assertThat(readers.destinations()).doesNotContain(destination);

            create();

            assertThat(readers.destinations()).contains(destination);
        }
    }

    /** What tools see that only look. */
    private List<Gap> seen() {
        try (ZooKeeperReaders readers = ZooKeeperReaders.open(ensemble.place())) {
            return readers.journal(destination).orElseThrow().entries();
        }
    }
}
