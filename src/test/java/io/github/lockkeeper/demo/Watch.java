package io.github.lockkeeper.demo;

import io.github.lockkeeper.testkit.process.TextFiles;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows what the destination's log says as it comes, and every second how far the client is. */
final class Watch implements AutoCloseable {

    private static final long LOG_MILLIS = 100;
    private static final long PROGRESS_MILLIS = 1000;

    private final Stage stage;
    private final Screen screen;
    private final LogNews news;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "demo-watch");
        daemon.setDaemon(true);
        return daemon;
    });
    private volatile boolean progressShown;
    private int read;

    Watch(Stage stage, Screen screen) {
        this.stage = stage;
        this.screen = screen;
        this.news = new LogNews(this::sourceAt);
    }

    /** Canal's home has to be there. */
    void start() {
        thread.scheduleWithFixedDelay(this::showLog, 0, LOG_MILLIS, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::showProgress, 0, PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** From now on the progress is shown, or no more. */
    void progress(boolean shown) {
        progressShown = shown;
        screen.eraseProgress();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void showLog() {
        String log = TextFiles.text(stage.logFile());
        int end = log.lastIndexOf('\n') + 1;
        log.substring(Math.min(read, end), end).lines().map(news::read).flatMap(Optional::stream)
                .forEach(this::show);
        read = end;
    }

    private void show(LogNews.News line) {
        String[] parts = line.text().split("\n");
        screen.line(line.source(), parts[0]);
        Arrays.stream(parts).skip(1).forEach(screen::more);
    }

    private void showProgress() {
        if (progressShown) {
            screen.progress(Tally.now(stage) + " changes have arrived");
        }
    }

    private String sourceAt(int port) {
        return stage.sources().stream().filter(source -> source.proxy().port() == port).map(DemoSource::name)
                .findFirst().orElse("?");
    }
}
