package io.github.lockkeeper.canal.parse;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A thread beside that of the test, for what the host does on its workers. */
final class Workers {

    private Workers() {
    }

    /** Runs them one after another on another thread, to the end. */
    static void run(Callable<?>... tasks) throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            for (Callable<?> task : tasks) {
                worker.submit(task).get(10, TimeUnit.SECONDS);
            }
        } finally {
            worker.shutdown();
        }
    }
}
