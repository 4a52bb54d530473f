package io.github.lockkeeper.recovery;

import io.github.lockkeeper.gap.Gap;

/** Hears what people have to know. */
public interface RecoveryListener {

    /** A source moves, and why; it is in the journal already. Called again for each revision, not for each retry. */
    void moves(Gap entry);

    /** What is worth a line in the log. */
    void notes(String line);
}
