package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.AbstractEventParser;
import java.util.function.BooleanSupplier;

/**
 * Cuts the host's sleep of 10 to 20 s between two attempts: waiting is ours, before a connection is built.
 *
 * <p>An interrupt anywhere else loses an event (I7), so it is sent only while armed, and only to a thread whose stack
 * shows {@code Thread.sleep} called by the host's parse loop. Between the sleep and {@link #disarm} the loop does
 * nothing but build the next connection, which waits for this lock and clears the interrupt.
 */
final class SleepCutter {

    private boolean armed;
    private Thread sleeper;

    /** The attempt is over; the host will sleep next. Called on the parse thread. */
    synchronized void arm() {
        armed = true;
        sleeper = Thread.currentThread();
    }

    /**
     * The next attempt begins; no interrupt of ours can come from now on, and none is left behind.
     *
     * @param running an interrupt that stops the parser stays set
     */
    synchronized void disarm(BooleanSupplier running) {
        armed = false;
        sleeper = null;
        Thread.interrupted();
        // Asked after the interrupt was cleared: a stop first says so, then interrupts.
        if (!running.getAsBoolean()) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the sleep if there is one. Called often, from a timer. */
    synchronized void cut() {
        if (armed && sleepsInHostsLoop(sleeper)) {
            armed = false;
            sleeper.interrupt();
        }
    }

    private static boolean sleepsInHostsLoop(Thread thread) {
        boolean sleeping = false;
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals(Thread.class.getName())) {
                // Newer JDKs put private methods of Thread between the sleep and the system.
                sleeping |= frame.getMethodName().equals("sleep");
            } else {
                return sleeping && frame.getClassName().startsWith(AbstractEventParser.class.getName());
            }
        }
        return false;
    }
}
