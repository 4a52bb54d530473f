package io.github.lockkeeper.canal.meta;

/** Something of an instance that shows when its destination is lost. */
public interface Fenced {
    /**
     * The destination is lost; the instance stops right after this.
     *
     * @param reason for people
     */
    void fenced(String reason);
}
