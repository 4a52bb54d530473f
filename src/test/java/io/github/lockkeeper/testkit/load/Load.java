package io.github.lockkeeper.testkit.load;

import io.github.lockkeeper.testkit.server.MySqlServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writers on several sources. They survive the death of a server and go on when it is back. Several plans may be run
 * one after another; the ledger holds what all of them committed.
 */
public final class Load implements AutoCloseable {

    private static final Duration STOP_BOUND = Duration.ofSeconds(30);

    private final List<LoadSource> sources;
    private final Ledger ledger = new Ledger();
    private final List<Future<?>> writers = new ArrayList<>();
    private final List<LoadConnection> connections = new ArrayList<>();
    private ExecutorService threads;
    private CountDownLatch stop;
    private int runs;

    private Load(List<LoadSource> sources) {
        this.sources = sources;
    }

    /** Makes the tables, in a schema named like the source, and writes nothing yet. */
    public static Load prepare(Map<String, MySqlServer> serversByName) {
        List<LoadSource> sources = serversByName.entrySet().stream()
                .map(entry -> new LoadSource(entry.getKey(), entry.getValue())).toList();
        sources.forEach(source -> source.tables().create(source.server()));
        return new Load(sources);
    }

    public List<LoadSource> sources() {
        return sources;
    }

    public Ledger ledger() {
        return ledger;
    }

    /**
     * Starts writing; an earlier plan must have ended.
     *
     * @param names of the sources that are written to; without any, all
     */
    public Load start(LoadPlan plan, String... names) {
        if (threads != null) {
            throw new IllegalStateException("the last plan has not ended");
        }
        stop = new CountDownLatch(1);
        threads = Executors.newCachedThreadPool(task -> daemon(task, "load"));
        List<LoadSource> chosen = chosen(List.of(names));
        Meeting meeting = new Meeting(chosen.size());
        connections.clear();
        int run = ++runs;
        for (LoadSource source : chosen) {
            long highest = source.tables().highestId(source.server());
            for (int index = 0; index < plan.writers(); index++) {
                WriterId id = new WriterId(source.name(), run, index);
                writers.add(threads.submit(writer(plan, source, id, highest, meeting)));
            }
        }
        return this;
    }

    private List<LoadSource> chosen(List<String> names) {
        List<LoadSource> chosen = sources.stream()
                .filter(source -> names.isEmpty() || names.contains(source.name())).toList();
        if (!names.isEmpty() && chosen.size() != names.size()) {
            throw new IllegalArgumentException(names + " are not all among " + sources);
        }
        return chosen;
    }

    /** Waits until the plan is done. */
    public Load awaitEnd(Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        try {
            for (Future<?> writer : writers) {
                writer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            writers.clear();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a writer failed: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the load did not end within " + bound + ", " + ledger.size()
                    + " changes committed, writers in trouble: " + troubles(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the load ends", e);
        } finally {
            endThreads();
        }
        return this;
    }

    /** Ends the plan after the transactions under way. */
    public Load stop() {
        if (threads == null) {
            return this;
        }
        stop.countDown();
        return awaitEnd(STOP_BOUND);
    }

    @Override
    public void close() {
        endThreads();
    }

    private Runnable writer(LoadPlan plan, LoadSource source, WriterId id, long highest, Meeting meeting) {
        Pace pace = new Pace(plan.rate(), stop);
        LoadConnection connection = new LoadConnection(source, ledger, pace);
        connections.add(connection);
        return () -> new Writer(plan, connection, id, highest).run(pace, meeting);
    }

    /** A writer that tries in vain says nothing by itself until it gives up. */
    private List<String> troubles() {
        return connections.stream().map(LoadConnection::trouble).filter(trouble -> !trouble.isEmpty()).distinct().toList();
    }

    private void endThreads() {
        if (threads != null) {
            stop.countDown();
            threads.shutdownNow();
            threads = null;
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
