package io.github.lockkeeper.canal.meta;

/** The part of an instance that reads from the sources. */
public interface Fenced {
    /**
     * The destination is lost: shows it and reads no more. The instance stops after this.
     *
     * @param reason for people
     */
    void fenced(String reason);
}
