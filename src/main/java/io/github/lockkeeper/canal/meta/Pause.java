package io.github.lockkeeper.canal.meta;

import java.util.concurrent.TimeUnit;

/** A wait of a thread of ours that has nothing else to do. */
final class Pause {

    private Pause() {
    }

    /** @return false if the thread is to end, which stays set */
    static boolean of(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
