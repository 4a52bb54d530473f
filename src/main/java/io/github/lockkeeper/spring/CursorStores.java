package io.github.lockkeeper.spring;

import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.persistence.file.FileCursorStore;
import io.github.lockkeeper.persistence.file.FileGapJournal;
import java.nio.file.Paths;

/** Makes the cursor stores whose constructors the template's placeholders cannot fill: Spring 3.2 knows no paths. */
public final class CursorStores {

    private CursorStores() {
    }

    /** The journal beside it. */
    public static GapJournal gaps(String dataDir, String destination) {
        return new FileGapJournal(Paths.get(dataDir, destination));
    }

    /** The store in a destination's folder below the data directory, beside the host's own {@code meta.dat}. */
    public static CursorStore file(String dataDir, String destination) {
        return new FileCursorStore(Paths.get(dataDir, destination));
    }
}
