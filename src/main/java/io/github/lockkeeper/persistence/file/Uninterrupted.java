package io.github.lockkeeper.persistence.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Runs a file operation to its end although the thread is interrupted, and leaves the thread's interrupt as it was.
 * File channels close on an interrupt, and the last save comes at a stop, when threads are interrupted.
 */
final class Uninterrupted {
    private Uninterrupted() {
    }

    /** An operation that can be begun again from the start. */
    interface Operation<T> {
        T run() throws IOException;
    }

    static <T> T run(Operation<T> operation) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return operation.run();
                } catch (ClosedByInterruptException again) {
                    interrupted = Thread.interrupted() || interrupted;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
