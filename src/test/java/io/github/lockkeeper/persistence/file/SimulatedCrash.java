package io.github.lockkeeper.persistence.file;

/** The end of the process in the middle of something; an Error, so that no handler for failures takes it. */
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;
}
