package io.github.lockkeeper.canal.meta;

/** The part of an instance that reads from the sources. */
public interface Fenced {
    /**
     * Shows that the destination is lost. Returns at once.
     *
     * @param reason for people
     */
    void fenced(String reason);

    /** Reads no more and writes no heartbeat. The instance stops after this. */
    void endSources();
}
