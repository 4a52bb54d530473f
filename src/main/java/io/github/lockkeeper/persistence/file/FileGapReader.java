package io.github.lockkeeper.persistence.file;

import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.gap.GapReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the journal of a destination's folder without writing: for tools that show it, also while another process adds
 * to it. A last line that is not whole is told and left as it is, because its writer may be about to finish it.
 */
public final class FileGapReader {
    private FileGapReader() {
    }

    /**
     * @param destinationFolder may be missing
     * @return empty when there is no journal
     * @throws GapJournalException when there is one that cannot be read or used
     */
    public static Optional<GapReading> read(Path destinationFolder) {
        Path file = FileGapJournal.fileIn(destinationFolder);
        try {
            return new NioFileOperations().read(file).map(content -> read(file, content));
        } catch (IOException e) {
            throw GapFailures.unavailable(file, "be read", e);
        }
    }

    private static GapReading read(Path file, byte[] content) {
        GapLines lines = GapLines.read(file, content);
        return GapReading.of(lines.entries().inOrder(), file.toString(), lines.remark());
    }
}
