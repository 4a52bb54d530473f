package io.github.lockkeeper.testkit.load;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets the sources' big transactions commit at the same moment; who waits in vain goes on alone. */
final class Meeting {

    private static final long BOUND_SECONDS = 3;

    private final CyclicBarrier barrier;

    Meeting(int parties) {
        this.barrier = new CyclicBarrier(parties);
    }

    void await() {
        try {
            barrier.await(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException | TimeoutException alone) {
            barrier.reset();
        }
    }
}
