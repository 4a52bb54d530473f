package io.github.lockkeeper.persistence.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process or the power ends at every step of what the store does, and at every byte that it writes. */
class FileCursorCrashTest {
    /** What the sources are at, generation by generation. Both move at once, so that a mixture shows. */
    private static final GroupCursor OLDER = record(1);
    private static final GroupCursor OLD = record(2);
    private static final GroupCursor NEXT = record(3);
    private static final GroupCursor LAST = record(4);

    @TempDir
    private Path folder;
    private CursorFiles files;

    @BeforeEach
    void nameTheFiles() {
        files = new CursorFiles(folder);
    }

    @Test
    void aSaveLeavesTheOldOrTheNewRecord() {
        int crashes = crashEverywhere(this::twoGenerations, this::claimAndSaveTwice, 1, survivor -> {
            assertThat(survivor.contentOf(files.current())).as("the current file").isPresent();
            assertThat(load(survivor).sources()).isIn(OLD.sources(), NEXT.sources(), LAST.sources());
        });

        assertThat(crashes).as("points at which a crash came").isGreaterThan(1000);
    }

    @Test
    void theRestartAfterACrashGoesOnWithWhatItFinds() {
        crashEverywhere(this::twoGenerations, this::claimAndSaveTwice, 50, survivor -> {
            GroupCursor found = load(survivor);
            assertThat(claim(survivor).sources()).isEqualTo(found.sources());
        });
    }

    @Test
    void aSaveThatReturnedSurvivesAPowerLoss() {
        SimulatedDisk disk = twoGenerations();
        claimAndSaveTwice(open(disk));

        assertThat(disk.survivors()).isNotEmpty()
                .allSatisfy(survivor -> assertThat(load(survivor).sources()).isEqualTo(LAST.sources()));
    }

    @Test
    void aClaimThatReturnedSurvivesAPowerLoss() {
        SimulatedDisk disk = new SimulatedDisk();
        GroupCursor claimed = claim(disk);

        assertThat(disk.survivors()).isNotEmpty()
                .allSatisfy(survivor -> assertThat(load(survivor)).isEqualTo(claimed));
    }

    @Test
    void theFirstClaimLeavesNoRecordOrAnEmptyOne() {
        crashEverywhere(SimulatedDisk::new, this::claimOnly, 1, survivor -> {
            assertThat(open(survivor).load().orElse(GroupCursor.empty()).sources()).isEmpty();
            assertThat(claim(survivor).sources()).isEmpty();
        });
    }

    @Test
    void goingOnWithThePreviousGenerationNeverLosesIt() {
        crashEverywhere(() -> twoGenerations().with(files.current(), new byte[20]), this::claimOnly, 50,
                survivor -> assertThat(claim(survivor).sources()).isEqualTo(OLDER.sources()));
    }

    @Test
    void goingOnWithThePreviousGenerationOfAMissingFileNeverLosesIt() {
        crashEverywhere(() -> new SimulatedDisk().with(files.previous(), GroupCursorJson.write(OLDER)), this::claimOnly,
                50, survivor -> assertThat(claim(survivor).sources()).isEqualTo(OLDER.sources()));
    }

    @Test
    void aCrashOfTheRestartAfterACrashLeavesTheOldOrTheNewRecord() {
        int tornAt = 50;
        SimulatedDisk disk = twoGenerations().crashAfter(0, tornAt);
        for (int steps = 1; run(disk, this::claimAndSaveTwice); steps++) {
            for (SimulatedDisk survivor : disk.survivors()) {
                crashEverywhere(survivor::copy, this::claimOnly, 150, last -> assertThat(load(last).sources())
                        .isIn(OLD.sources(), NEXT.sources(), LAST.sources()));
            }
            disk = twoGenerations().crashAfter(steps, tornAt);
        }
    }

    @Test
    void leftOversAreRemovedByTheNextClaim() {
        List<Path> leftOvers = List.of(CursorFiles.temporaryOf(files.current()),
                CursorFiles.temporaryOf(files.previous()), CursorFiles.temporaryOf(files.damaged()));
        SimulatedDisk disk = twoGenerations();
        leftOvers.forEach(file -> disk.with(file, new byte[] {'{'}));

        assertThat(claim(disk).sources()).isEqualTo(OLD.sources());

        assertThat(leftOvers).allSatisfy(file -> assertThat(disk.contentOf(file)).isEmpty());
    }

    /**
     * Cuts the action off in each of its steps, and where that is a write, at every so many bytes; checks all that may
     * be left. Returns how often it was cut off.
     */
    private int crashEverywhere(
            Supplier<SimulatedDisk> start, Consumer<CursorStore> action, int stride, Consumer<SimulatedDisk> check) {
        int crashes = 0;
        int steps = 0;
        int bytes = 0;
        for (SimulatedDisk disk = start.get().crashAfter(steps, bytes); run(disk, action);
                disk = start.get().crashAfter(steps, bytes)) {
            disk.survivors().forEach(check);
            crashes++;
            boolean stepIsDone = bytes >= disk.lengthOfTornWrite();
            steps += stepIsDone ? 1 : 0;
            bytes = stepIsDone ? 0 : bytes + stride;
        }
        return crashes;
    }

    /** Whether the crash came before the action was done. */
    private boolean run(SimulatedDisk disk, Consumer<CursorStore> action) {
        try {
            action.accept(open(disk));
            return false;
        } catch (SimulatedCrash crash) {
            return true;
        }
    }

    private void claimOnly(CursorStore store) {
        try (CursorStore closing = store) {
            closing.claim();
        }
    }

    private void claimAndSaveTwice(CursorStore store) {
        try (CursorStore closing = store; CursorClaim claim = closing.claim()) {
            claim.save(NEXT.withEpoch(claim.record().epoch()));
            claim.save(LAST.withEpoch(claim.record().epoch()));
        }
    }

    private GroupCursor load(SimulatedDisk disk) {
        return open(disk).load().orElseThrow();
    }

    private GroupCursor claim(SimulatedDisk disk) {
        try (CursorStore store = open(disk)) {
            return store.claim().record();
        }
    }

    private CursorStore open(SimulatedDisk disk) {
        return new FileCursorStore(folder, disk);
    }

    private SimulatedDisk twoGenerations() {
        return new SimulatedDisk().with(files.previous(), GroupCursorJson.write(OLDER))
                .with(files.current(), GroupCursorJson.write(OLD));
    }

    private static GroupCursor record(int generation) {
        SourceCursor cursor = SourceCursor.of(
                BinlogOffset.of(BinlogCoordinates.of("b.1", 100 * generation)), ServerIdentity.UNKNOWN, "");
        return GroupCursor.empty().withEpoch(1)
                .withSource(SourceName.of("a"), cursor).withSource(SourceName.of("b"), cursor);
    }
}
