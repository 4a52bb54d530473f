package io.github.lockkeeper.scenario.server;

import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.process.KitPaths;
import io.github.lockkeeper.testkit.process.ManagedProcess;
import io.github.lockkeeper.testkit.process.TextFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a Canal process has at a moment, by name and number; digits in names are left out, since they count up. */
record ProcessCensus(Map<String, Long> threads, Map<String, Long> openFiles, Map<String, Long> metrics) {

    private static final Pattern THREAD = Pattern.compile("^\"(.*)\" (?:#|os_prio)", Pattern.MULTILINE);
    /**
     * The JVM starts and ends these as it likes, and the host's port those of its clients, each with a selector: which
     * of them a client gets goes round.
     */
    private static final Pattern COMING_AND_GOING =
            Pattern.compile(".*(CompilerThread|Attach Listener|GC|Sweeper|New I/O server worker).*");
    private static final String SELECTOR = "anon_inode:[event";

    /**
     * The host's counters show from their first event on, such as a client's first empty batch. What is left behind
     * shows a second time beside what took its place, or once more for each reload.
     */
    private static final long FIRST_OF_A_METRIC = 1;

    private static final int THREADS_OF_THE_PAGE = 5;
    private static final int TIMEOUT_MILLIS = 30_000;

    static ProcessCensus of(CanalServer canal) {
        // The page has a pool of threads that are started one by one, with each of the first requests.
        for (int request = 0; request < THREADS_OF_THE_PAGE; request++) {
            page(canal.home().metricsPort());
        }
        return new ProcessCensus(counted(threadNames(canal.pid())), counted(fileNames(canal.pid())),
                counted(metricNames(canal.home().metricsPort())));
    }

    /** What there is more of than there was; empty is well. */
    Map<String, String> moreThan(ProcessCensus before) {
        Map<String, String> more = new TreeMap<>();
        compare("thread ", before.threads, threads, 0, more);
        compare("file ", before.openFiles, openFiles, 0, more);
        compare("metric ", before.metrics, metrics, FIRST_OF_A_METRIC, more);
        return more;
    }

    private static void compare(String kind, Map<String, Long> before, Map<String, Long> now, long free,
            Map<String, String> more) {
        now.forEach((name, count) -> {
            long was = before.getOrDefault(name, 0L);
            if (count > Math.max(was, free)) {
                more.put(kind + name, was + " -> " + count);
            }
        });
    }

    private static List<String> threadNames(long pid) {
        Path dump = KitPaths.newWorkDir("threads").resolve("dump");
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        ManagedProcess.run(new ProcessBuilder(jcmd, Long.toString(pid), "Thread.print"), dump, Duration.ofMinutes(1));
        Matcher matcher = THREAD.matcher(TextFiles.text(dump));
        List<String> names = new ArrayList<>();
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names.stream().filter(name -> !COMING_AND_GOING.matcher(name).matches()).toList();
    }

    private static List<String> fileNames(long pid) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.map(ProcessCensus::target).filter(name -> !name.startsWith(SELECTOR)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "closed";
        }
    }

    /**
     * From the host's own page: a collector that is left behind shows its series twice. A client that comes while its
     * destination is away is counted under its address.
     */
    private static List<String> metricNames(int port) {
        return page(port).lines().filter(line -> !line.startsWith("#") && !line.contains("destination=\"/"))
                .map(line -> line.replaceAll(" [^ ]*$", "")).toList();
    }

    private static String page(int port) {
        try {
            URLConnection connection = URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openConnection();
            connection.setRequestProperty("Connection", "close");
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (InputStream stream = connection.getInputStream()) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Long> counted(List<String> names) {
        return names.stream().map(name -> name.replaceAll("[0-9]+", "*"))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
