package io.github.lockkeeper.demo;

import static io.github.lockkeeper.demo.Report.number;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.testkit.load.LedgerEntry;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.oracle.Verdict;
import io.github.lockkeeper.testkit.process.KitPaths;
import io.github.lockkeeper.testkit.row.RowChange;
import io.github.lockkeeper.testkit.server.ServerVersion;
import io.github.lockkeeper.testkit.stream.Duplicates;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What is done to the system, act by act. */
final class Demo {

    /** For everything that is waited for: far beyond what it takes. */
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Duration CUT = Duration.ofSeconds(6);
    private static final Duration AFTERWARDS = Duration.ofSeconds(2);
    /** Transactions a source. */
    private static final int PURGED = 300;
    private static final int AFTER_PURGE = 200;

    private final Stage stage;
    private final Screen screen;
    private final Watch watch;

    Demo(Stage stage, Screen screen, Watch watch) {
        this.stage = stage;
        this.screen = screen;
        this.watch = watch;
    }

    /** True when the client holds what the sources wrote, no more and no less, but for what the journal says. */
    boolean play() {
        setUp();
        try {
            write();
            kill();
            cutOff();
            restore();
            purge();
        } catch (ConditionTimeoutException e) {
            screen.line("demo", "waited in vain: " + e.getMessage());
            stage.load().stop();
        }
        watch.progress(false);
        return judge();
    }

    private void setUp() {
        screen.heading("1. Two MySQL servers, one Canal, and the plugin");
        showServer(stage.startSource(Stage.ORDERS, ServerVersion.V57, false));
        showServer(stage.startSource(Stage.TRADES, ServerVersion.V80, true));
        stage.prepareLoad();
        stage.assembleCanal();
        screen.line("canal", "1.1.4 lies in " + shown(stage.canalHome()));
        install();
        watch.start();
        stage.startCanal();
        screen.line("canal", "runs, process " + stage.canal().pid());
        await("both sources to stream", stage::streams);
    }

    private void install() {
        screen.line("you", "tar xzf " + shown(KitPaths.archive()) + " -C " + shown(stage.canalHome()));
        stage.installPlugin();
        screen.line("you", "conf/canal.properties, one line:");
        screen.more("canal.instance.global.spring.xml = classpath:spring/lockkeeper-instance.xml");
        screen.line("you", "conf/demo/instance.properties:");
        stage.configureGroup().forEach(screen::more);
    }

    private void write() {
        screen.heading("2. Rows are written to both sources, and a client takes them from Canal");
        stage.startClient();
        screen.line("client", "connects, with Canal's own client library; several batches under way at a time");
        stage.load().start(LoadPlan.mixed(Integer.MAX_VALUE).withRate(40).withBig(80, 1500).withAlterAfter(200));
        screen.line("load", "inserts, updates, deletes; now and then 1,500 rows at once; later an ALTER TABLE");
        watch.progress(true);
        await("10,000 changes held", () -> held() >= 10_000);
        screen.line("client", "holds " + number(held()) + " row changes");
    }

    private void kill() {
        screen.heading("3. Canal is killed in mid-stream");
        Duplicates before = stage.client().record().duplicates();
        stage.canal().kill9();
        screen.line("canal", "killed with -9 after " + number(held()) + " row changes");
        long written = Tally.now(stage).written();
        await("the sources to go on", () -> Tally.now(stage).written() > written + 500);
        screen.line("load", "goes on: " + number(Tally.now(stage).written() - written) + " more changes meanwhile");
        restart();
        awaitArrival(Stage.ORDERS, Stage.TRADES);
        showAgain(before);
    }

    private void cutOff() {
        screen.heading("4. The network to orders is cut, and Canal restarted meanwhile; trades goes on");
        stage.source(Stage.ORDERS).orElseThrow().proxy().cut();
        screen.line("network", "orders cannot be reached");
        passing(CUT);
        Tally tally = Tally.now(stage);
        screen.line("client", "lacks " + number(tally.of(Stage.ORDERS).lacking())
                + " changes of orders, waiting in its binlog, and " + number(tally.of(Stage.TRADES).lacking()) + " of trades, on their way");
        stage.canal().stop();
        screen.line("canal", "stopped in order");
        restart();
        long trades = awaitArrival(Stage.TRADES);
        screen.line("client", "holds " + number(trades) + " changes of trades, which goes on without orders");
    }

    private void restore() {
        screen.heading("5. The network is mended");
        Tally.Count orders = Tally.now(stage).of(Stage.ORDERS);
        stage.source(Stage.ORDERS).orElseThrow().proxy().restore();
        screen.line("network", "orders can be reached again; the client lacks " + number(orders.lacking())
                + " of its changes");
        awaitArrival(Stage.ORDERS);
        screen.line("client", "holds them");
        passing(AFTERWARDS);
        stage.load().stop();
        Oracle.awaitComplete(stage.load(), stage.client(), BOUND);
        awaitCursors();
        screen.line("load", "pauses; the client holds everything, and the cursors are at the ends of the binlogs");
    }

    private void purge() {
        screen.heading("6. While Canal is down, trades purges binlogs that nobody has read");
        stage.canal().stop();
        screen.line("canal", "stopped in order");
        loseBinlogs(stage.source(Stage.TRADES).orElseThrow());
        stage.load().start(LoadPlan.calm(AFTER_PURGE));
        screen.line("load", "goes on, into binlogs that stay");
        restart();
        stage.load().awaitEnd(BOUND);
        await("all changes held but the purged ones", stage::holdsAll);
        awaitCursors();
        await("the entry of the move to be confirmed", () -> stage.journal().stream().allMatch(Gap::isConfirmed));
        screen.line("client", "holds all that is still there, of both sources");
    }

    private void loseBinlogs(DemoSource source) {
        int before = stage.load().ledger().size();
        GtidSet read = source.executed();
        stage.load().start(LoadPlan.calm(PURGED)).awaitEnd(BOUND);
        List<LedgerEntry> unread = stage.load().ledger().entries();
        Set<LedgerEntry> lost = unread.subList(before, unread.size()).stream().filter(entry ->
                entry.source().equals(source.name()) && !entry.change().key().isFiltered()).collect(Collectors.toSet());
        screen.line("load", "writes " + PURGED + " transactions to each source");
        GtidSet gtids = source.executed().subtract(read);
        List<String> files = purgeAll(source);
        stage.purged(new Purge(source.name(), files, gtids, lost));
        screen.line(source.name(), "FLUSH BINARY LOGS, PURGE BINARY LOGS: " + String.join(", ", files)
                + " gone, with " + number(lost.size()) + " changes that");
        screen.more("nobody has read, in the transactions " + Report.shortened(gtids.toString()));
    }

    /** Until the server has noticed that Canal reads no more. */
    private List<String> purgeAll(DemoSource source) {
        List<String> gone = new ArrayList<>();
        await("the binlogs of " + source.name() + " to be purged", () -> {
            gone.addAll(source.purgeBinlogs());
            return source.server().binlogFiles().size() == 1;
        });
        return gone;
    }

    private boolean judge() {
        screen.heading("The client against the sources: row changes that were committed, and that it acknowledged");
        Report report = new Report(stage, screen);
        Verdict verdict = report.rows();
        screen.heading("The record, " + shown(stage.recordFile()));
        report.cursors();
        screen.heading("The journal, " + shown(stage.journalFile()));
        boolean told = report.journal();
        screen.plain("");
        try {
            verdict.assertCleanExcept(stage.purge()::took);
        } catch (AssertionError differences) {
            screen.plain("Verdict: DIFFERENT. " + differences.getMessage());
            return false;
        }
        if (!told || verdict.lost().size() != stage.purge().changes().size()) {
            screen.plain("Verdict: DIFFERENT. The journal does not say exactly what was purged.");
            return false;
        }
        report.success(verdict);
        return true;
    }

    private void showServer(DemoSource source) {
        screen.line(source.name(), source.version() + ", gtid_mode=" + source.gtidMode() + ", at "
                + source.server().address() + "; Canal reaches it at " + source.proxy().address());
    }

    /** What the record says before the start is where the sources have to resume. */
    private void restart() {
        screen.line("record", stage.sources().stream().map(source -> source.name() + " "
                + stage.cursor(source.name()).orElseThrow().offset().coordinates()).collect(Collectors.joining(", ")));
        screen.line("canal", "is started again");
        stage.canal().restart();
        screen.line("canal", "runs, process " + stage.canal().pid());
    }

    private void showAgain(Duplicates before) {
        Duplicates now = stage.client().record().duplicates();
        screen.line("client", "has caught up");
        long notYet = now.unacknowledged() + now.inDoubt() - before.unacknowledged() - before.inDoubt();
        screen.more("came twice: " + number(notYet)
                + " not acknowledged before, " + number(now.acknowledged() - before.acknowledged())
                + " acknowledged in the last " + number(now.oldest().toMillis()) + " ms");
    }

    private long held() {
        return stage.client().record().heldCount();
    }

    /** Waits until the client holds all that these sources have written by now; says how many changes that is. */
    private long awaitArrival(String... sources) {
        List<String> wanted = List.of(sources);
        List<RowChange> written = stage.load().ledger().expected().stream()
                .filter(entry -> wanted.contains(entry.source())).map(LedgerEntry::change).toList();
        await("all changes of " + String.join(" and ", wanted) + " held",
                () -> written.stream().allMatch(stage.client().record()::holds));
        return written.size();
    }

    /** The record is written once a second. */
    private void awaitCursors() {
        await("the cursors at the ends of the binlogs", () -> stage.sources().stream().allMatch(source ->
                stage.cursor(source.name()).orElseThrow().offset().coordinates().equals(source.end())));
    }

    private void passing(Duration time) {
        Instant end = Instant.now().plus(time);
        await(time + " to pass", () -> Instant.now().isAfter(end));
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(BOUND).pollInterval(Duration.ofMillis(100)).until(condition);
    }

    static String shown(Path path) {
        return Path.of("").toAbsolutePath().relativize(path).toString();
    }
}
