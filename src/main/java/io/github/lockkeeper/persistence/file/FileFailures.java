package io.github.lockkeeper.persistence.file;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.position.Excerpt;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The failures of the store in words: what is wrong, where, and how it is mended. Each sentence stands here once. */
final class FileFailures {
    static final String CHECK_DISK = "Check that its disk is mounted and not full, and that the user who runs Canal may"
            + " write in that folder.";

    private FileFailures() {
    }

    /** @param doing what was tried, as in "be written" */
    static CursorStoreException unavailable(Path place, String doing, IOException cause) {
        return CursorStoreException.causedBy(cause, Kind.UNAVAILABLE, place.toString(),
                "cannot " + doing + ": " + reasonOf(cause),
                CHECK_DISK);
    }

    /** Without the path, which the message names already. */
    static String reasonOf(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        String file = cause instanceof FileSystemException ? ((FileSystemException) cause).getFile() : null;
        String reason = file == null ? cause.getMessage() : ((FileSystemException) cause).getReason();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }

    static CursorStoreException noneUsable(CursorFiles files, String current, String previous) {
        return new CursorStoreException(Kind.DAMAGED, files.current().toString(),
                current + ", and " + files.previous() + " " + previous,
                "Restore either of them from a backup. If you remove both, every source starts as for the first time,"
                        + " and what is between its last acknowledged position and that start is lost.");
    }

    static CursorStoreException heldByOther(Path lock, String holder) {
        String who = holder.isEmpty() ? "another process" : "process " + Excerpt.of(holder);
        return new CursorStoreException(Kind.LOCKED, lock.toString(), "is held by " + who,
                "Stop that process, or give this one another canal.file.data.dir: two must not write one cursor.");
    }

    static CursorStoreException heldHere(Path lock) {
        return new CursorStoreException(Kind.LOCKED, lock.toString(), "is held by another instance of this process",
                "Stop that instance, or give this one another destination or canal.file.data.dir.");
    }

    static CursorStoreException fenced(Path current) {
        return new CursorStoreException(Kind.FENCED, current.toString(),
                "was changed or removed by somebody else since this process last wrote it",
                "Find out who writes there, then restart this destination: it takes up what the file says then.");
    }

    static String previousUsed(CursorFiles files, String problem) {
        return files.current() + " " + problem + ". The previous generation, " + files.previous()
                + ", is used instead: it is older, so events that were acknowledged already may be sent again."
                + " To start as for the first time, remove both files.";
    }
}
