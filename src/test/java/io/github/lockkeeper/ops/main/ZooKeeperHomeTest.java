package io.github.lockkeeper.ops.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.persistence.CursorRecords;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import io.github.lockkeeper.persistence.json.ShownJson;
import io.github.lockkeeper.persistence.zookeeper.Ensemble;
import io.github.lockkeeper.persistence.zookeeper.ZooKeeperCursorStore;
import io.github.lockkeeper.persistence.zookeeper.ZooKeeperPlace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lockkeeper positions} and {@code gaps} on a home whose destinations are kept in a real ZooKeeper. */
class ZooKeeperHomeTest {
    private static final String MEMORY = "canal.instance.group.cursor.store = memory\n";
    private static final String FILE = "canal.instance.group.cursor.store = file\n";
    private static final String LOGIN = "digest:canal:hunter2";

    private static Ensemble ensemble;

    @TempDir
    private Path dir;
    private HomeWithData home;
    /** Each test in a part of the ensemble of its own. */
    private String chroot;
    private String servers;

    @BeforeAll
    static void start() {
        ensemble = Ensemble.start();
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @BeforeEach
    void makeHome() throws Exception {
        chroot = "/" + Ensemble.newDestination();
        servers = ensemble.address() + chroot;
        ensemble.client().create().forPath(chroot);
        home = new HomeWithData(dir.resolve("home"));
        configure("canal.zkServers = " + servers);
    }

    private void configure(String... lines) {
        home.write(home.dir().resolve("conf/canal.properties"), String.join("\n", lines) + "\n");
    }

    private void own(String destination, String lines) {
        home.write(home.file(destination, "instance.properties"), lines);
    }

    /** As a server would that has run the destination. */
    private GroupCursor keep(String destination, GapDecision... moves) {
        ZooKeeperPlace place = new ZooKeeperPlace(servers, "", "");
        try (ZooKeeperCursorStore store = new ZooKeeperCursorStore(place, destination, () -> null)) {
            CursorClaim claim = store.claim();
            claim.save(CursorRecords.advanced(claim.record(), 3));
            GapJournal journal = store.journal();
            for (GapDecision move : moves) {
                journal.open();
                journal.append(GapSamples.ORDERS, move);
            }
            return claim.record();
        }
    }

    private String node(String destination, String name) {
        return "/otter/canal/lockkeeper/" + destination + "/" + name;
    }

    @Test
    @DisplayName("positions are those of the node, which is named, in the same words as those of a file")
    void positions() {
        GroupCursor record = keep("example");
        HomeWithData files = new HomeWithData(dir.resolve("files"));
        Path file = files.record("example", record);

        CommandRun run = home.run("positions", "example");

        assertThat(run.rows().get(0))
                .isEqualTo("destination example, ZooKeeper " + servers + node("example", "cursor"));
        assertThat(files.run("positions", "example")).isEqualTo(new CommandRun(run.exitCode(),
                run.out().replace("ZooKeeper " + servers + node("example", "cursor"), file.toString()), run.err()));
        assertThat(home.run("positions", "example", "--json").out())
                .isEqualTo(new String(GroupCursorJson.write(record), StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("gaps are the entries below the node; without one there is nothing to tell")
    void gaps() {
        keep("example", GapSamples.full());
        keep("quiet");

        CommandRun run = home.run("gaps", "example");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.rows()).hasSize(3).first()
                .isEqualTo("destination example, ZooKeeper " + servers + node("example", "gaps"));
        assertThat(run.rows().get(2)).startsWith("1|2026-11-22T17:51:43+08:00|GAP|orders|BOUNDED|UNCONFIRMED|earliest|");
        assertThat(home.run("gaps", "example", "--json").out()).isEqualTo(
                ShownJson.of(List.of(Gap.of(1, GapSamples.ORDERS, GapSamples.full()))));
        assertThat(home.run("gaps", "example", "--id", "1").out()).contains("Could not find first log file name");
        assertThat(home.run("gaps", "quiet")).isEqualTo(new CommandRun(0,
                "destination quiet, ZooKeeper " + servers + "/otter/canal/lockkeeper/quiet\nno entries\n", ""));
    }

    @Test
    @DisplayName("without a destination: what ZooKeeper has and what is configured, each where its own file says")
    void all() {
        keep("configured");
        keep("elsewhere");
        own("configured", "");
        own("fresh", "");
        own("local", FILE);
        own("volatile", MEMORY);
        Path local = home.record("local", GroupCursor.empty());
        home.record("configured", GroupCursor.empty());
        home.record("left-behind", GroupCursor.empty());

        CommandRun run = home.run("positions");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(home.run("positions", "configured").out() + "\n"
                + home.run("positions", "elsewhere").out() + "\n" + home.run("positions", "local").out());
        assertThat(run.out()).contains("destination local, " + local);
        assertThat(run.err()).hasLineCount(1).contains("volatile", "in the memory of the Canal process only");
    }

    @Test
    @DisplayName("a destination in memory that is asked for: where it is, and exit code 1")
    void memory() {
        configure("canal.zkServers = " + servers, MEMORY);
        own("example", "");

        for (String command : List.of("positions", "gaps")) {
            for (CommandRun run : List.of(home.run(command), home.run(command, "example"))) {
                assertThat(run.exitCode()).isEqualTo(1);
                assertThat(run.out()).isEmpty();
                assertThat(run.err()).hasLineCount(1).contains("example: ", "in the memory of the Canal process only");
            }
        }
    }

    @Test
    @DisplayName("a record that is not there: the node where it was looked for, and who has one")
    void absent() {
        keep("example");

        CommandRun other = home.run("positions", "exmaple");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).hasLineCount(1).contains("There is no record of cursors in ZooKeeper " + servers
                + "/otter/canal/lockkeeper/exmaple. These destinations have one: example.", "--zookeeper", "--data-dir");

        configure("canal.zkServers = " + ensemble.address() + chroot + "/elsewhere");
        CommandRun none = home.run("gaps");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).hasLineCount(1)
                .contains("No destination below ZooKeeper " + servers + "/elsewhere/otter/canal/lockkeeper has a journal");
    }

    @Test
    @DisplayName("a damaged record or entry is a line with its node and what to do; the others are shown")
    void damaged() throws Exception {
        keep("bad", GapSamples.full());
        keep("good", GapSamples.full());
        ensemble.client().setData().forPath(chroot + node("bad", "cursor"), new byte[] {'{'});
        ensemble.client().setData().forPath(chroot + node("bad", "gaps/1"), new byte[] {'{'});

        for (String command : List.of("positions", "gaps")) {
            CommandRun run = home.run(command);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEqualTo(home.run(command, "good").out());
            assertThat(run.err()).hasLineCount(1).startsWith("lockkeeper: ZooKeeper " + servers + node("bad", ""))
                    .contains("Restore");
        }
    }

    @Test
    @DisplayName("who may not read is told so; credentials come from the property files or the command line")
    void access() throws Exception {
        keep("example", GapSamples.full());
        lock(node("example", "cursor"), node("example", "gaps"), node("example", "gaps/1"));

        for (String command : List.of("positions", "gaps")) {
            CommandRun refused = home.run(command);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).hasLineCount(1)
                    .contains("cannot be read: its ACL does not let", "canal.instance.group.zookeeper.auth");
        }
        assertShows("positions", "--zookeeper", servers, "--zookeeper-auth", LOGIN);
        home.write(dir.resolve("login"), LOGIN + "\n");
        assertShows("gaps", "--zookeeper", servers, "--zookeeper-auth", "@" + dir.resolve("login"));

        configure("canal.zkServers = " + servers, "canal.instance.group.zookeeper.auth = " + LOGIN);
        assertShows("positions");
        assertShows("gaps", "example");
        assertShows("positions", "--zookeeper", servers);
    }

    private void assertShows(String... arguments) {
        CommandRun run = home.run(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("destination example, ZooKeeper " + servers).doesNotContain("hunter2");
    }

    /** Only who knows the login may do anything with these nodes. */
    private void lock(String... nodes) throws Exception {
        Id owner = new Id("digest", DigestAuthenticationProvider.generateDigest("canal:hunter2"));
        for (String node : nodes) {
            ensemble.client().setACL().withACL(List.of(new ACL(Perms.ALL, owner))).forPath(chroot + node);
        }
    }

    @Test
    @DisplayName("where the list of destinations may not be seen that is a problem, and the configured ones are shown")
    void unlisted() throws Exception {
        keep("example");
        keep("unseen");
        own("example", "");
        lock("/otter/canal/lockkeeper");

        CommandRun run = home.run("positions");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo(home.run("positions", "example").out()).isNotEmpty();
        assertThat(run.err()).hasLineCount(1).contains(servers + "/otter/canal/lockkeeper cannot be read");
    }

    @Test
    @DisplayName("what the command line names comes before the property files")
    void chosen() {
        keep("example");
        CommandRun inZooKeeper = home.run("positions");
        home.record("example", GroupCursor.empty());

        assertThat(home.run("positions", "--data-dir", home.dir().resolve("conf").toString()).out())
                .contains("destination example, " + home.file("example", "group-cursor.json"), "no source has a cursor");
        configure("canal.file.data.dir = ${nothing}");
        assertThat(home.run("positions", "--zookeeper", servers)).isEqualTo(inZooKeeper);
        assertThat(home.run("positions", "example", "--zookeeper", servers)).isEqualTo(inZooKeeper);
        assertThat(new HomeWithData(dir.resolve("empty")).run("positions", "--zookeeper", servers)).isEqualTo(inZooKeeper);
    }

    @Test
    @DisplayName("files from before canal.zkServers was set are told where ZooKeeper has nothing yet: they are not used before a start")
    void former() {
        keep("example");
        own("moved", "");
        own("example", "");
        home.record("moved", GroupCursor.empty());
        home.record("example", GroupCursor.empty());
        String remark = "What " + home.file("moved", "x").getParent() + " has is not used yet: moved is kept in ZooKeeper "
                + servers + "/otter/canal/lockkeeper/moved, which has nothing yet, and takes the cursors from there";

        CommandRun all = home.run("positions");
        assertThat(all.exitCode()).isZero();
        assertThat(all.out()).isEqualTo(home.run("positions", "example").out());
        assertThat(all.err()).hasLineCount(1).contains(remark);
        for (String command : List.of("positions", "gaps")) {
            CommandRun one = home.run(command, "moved");
            assertThat(one.exitCode()).isEqualTo(1);
            assertThat(one.err()).hasLineCount(1).contains("There is no ", remark);
        }
        home.write(home.file("moved", "group-cursor.json"), "damaged");
        assertThat(home.run("positions")).isEqualTo(all);
    }

    @Test
    @DisplayName("where canal-admin configures the server, the property files may say something else: a remark says so")
    void admin() {
        keep("example");
        configure("canal.zkServers = " + servers, "canal.admin.manager = ${admin.of.this.server}");

        CommandRun run = home.run("positions");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("destination example, ");
        assertThat(run.err()).hasLineCount(1).contains("canal.admin.manager is set", "--zookeeper or --data-dir");
        assertThat(home.run("gaps", "other").err()).hasLineCount(1).contains("no journal in ", "canal.admin.manager is set");
        assertThat(home.run("positions", "--zookeeper", servers).err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--zookeeper z --data-dir d", "--zookeeper-auth digest:a:b",
        "--zookeeper z --zookeeper-auth hunter2"})
    @DisplayName("options that do not go together, or credentials that are none, are a wrong command line")
    void wrongOptions(String options) {
        List<String> words = new ArrayList<>(List.of("positions"));
        words.addAll(List.of(options.split(" ")));

        CommandRun run = home.run(words.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--zookeeper", "Usage:").doesNotContain("hunter2", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zk:port", ",", "zk:2181/a//b"})
    @DisplayName("what is no list of servers is told at once")
    void noServers(String text) {
        configure("canal.zkServers = " + text);
        own("a", "");
        own("b", "");

        CommandRun run = home.run("positions");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("'" + text + "' is no list of servers of ZooKeeper");
    }
}
