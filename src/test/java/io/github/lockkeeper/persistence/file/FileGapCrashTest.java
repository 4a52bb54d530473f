package io.github.lockkeeper.persistence.file;

import static io.github.lockkeeper.gap.GapSamples.ORDERS;
import static io.github.lockkeeper.gap.GapSamples.TRADES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.GapSamples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process or the power ends at every step of what the journal does, and at every byte that it writes. */
class FileGapCrashTest {
    private static final Gap ONE = Gap.of(1, ORDERS, GapSamples.bare());
    private static final Gap ONE_REVISED = ONE.revised(GapSamples.decision(GapKind.GAP, 5));
    private static final Gap TWO = Gap.of(2, TRADES, GapSamples.full());
    /** What is written, state by state. */
    private static final List<List<Gap>> STATES = List.of(
            List.of(), List.of(ONE), List.of(ONE_REVISED), List.of(ONE_REVISED, TWO),
            List.of(ONE_REVISED.confirmed(), TWO));

    @TempDir
    private Path folder;
    /** How many states were written when the crash came. */
    private int written;

    @Test
    void afterALossOfPowerAllThatReturnedIsThereAndAtMostTheOneThatDidNot() {
        int crashes = crashEverywhere(1, (disk, done) -> disk.survivors().forEach(
                survivor -> assertThat(entries(survivor)).isIn(statesFrom(done))));

        assertThat(crashes).as("points at which a crash came").isGreaterThan(2000);
    }

    @Test
    void afterTheEndOfTheProcessAllThatReturnedIsThereAndAtMostTheOneThatDidNot() {
        crashEverywhere(23, (disk, done) -> assertThat(entries(disk.restarted())).isIn(statesFrom(done)));
    }

    @Test
    void whatTheNextProcessHasReadIsDurable() {
        crashEverywhere(23, (disk, done) -> {
            List<Gap> read = entries(disk.restarted());
            disk.survivors().forEach(survivor -> assertThat(entries(survivor)).isEqualTo(read));
        });
    }

    @Test
    void theNextProcessGoesOnAndIsNotDisturbedByWhatWasTorn() {
        crashEverywhere(23, (disk, done) -> disk.survivors().forEach(survivor -> {
            GapJournal journal = open(survivor);
            List<Gap> expected = new ArrayList<>(journal.entries());
            expected.removeIf(entry -> !entry.isConfirmed());
            journal.entries().stream().filter(entry -> !entry.isConfirmed()).forEach(entry -> {
                journal.amend(entry.confirmed());
                expected.add(entry.confirmed());
            });
            expected.add(journal.append(ORDERS, GapSamples.full()));
            survivor.survivors().forEach(
                    last -> assertThat(entries(last)).containsExactlyInAnyOrderElementsOf(expected));
        }));
    }

    @Test
    void aCrashOfTheNextProcessWhileItMendsLosesNothing() {
        crashEverywhere(23, (disk, done) -> {
            for (SimulatedDisk survivor : disk.survivors()) {
                for (int steps = 0; steps < 3; steps++) {
                    SimulatedDisk again = survivor.copy().crashAfter(steps, 0);
                    try {
                        open(again);
                    } catch (SimulatedCrash expected) {
                        assertThat(again.hasCrashed()).isTrue();
                    }
                    again.survivors().forEach(last -> assertThat(entries(last)).isEqualTo(entries(survivor.copy())));
                }
            }
        });
    }

    private static List<List<Gap>> statesFrom(int done) {
        return STATES.subList(done, Math.min(done + 2, STATES.size()));
    }

    /** Cuts it off in each step, and where that is a write, at every so many bytes; returns how often. */
    private int crashEverywhere(int stride, BiConsumer<SimulatedDisk, Integer> check) {
        int crashes = 0;
        int steps = 0;
        int bytes = 0;
        for (SimulatedDisk disk = new SimulatedDisk().crashAfter(steps, bytes); run(disk);
                disk = new SimulatedDisk().crashAfter(steps, bytes)) {
            boolean stepIsDone = bytes >= disk.lengthOfTornWrite();
            check.accept(disk, written);
            crashes++;
            steps += stepIsDone ? 1 : 0;
            bytes = stepIsDone ? 0 : bytes + stride;
        }
        return crashes;
    }

    /** Whether the crash came before all was done. */
    private boolean run(SimulatedDisk disk) {
        written = 0;
        try {
            GapJournal journal = open(disk);
            journal.append(ORDERS, ONE.decision());
            written = 1;
            journal.amend(ONE_REVISED);
            written = 2;
            journal.append(TRADES, TWO.decision());
            written = 3;
            journal.amend(ONE_REVISED.confirmed());
            written = 4;
            return false;
        } catch (SimulatedCrash crash) {
            return true;
        }
    }

    private List<Gap> entries(SimulatedDisk disk) {
        return open(disk).entries();
    }

    private GapJournal open(SimulatedDisk disk) {
        GapJournal journal = new FileGapJournal(folder, disk);
        journal.open();
        return journal;
    }
}
