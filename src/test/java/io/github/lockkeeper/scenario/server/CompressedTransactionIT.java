package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import io.github.lockkeeper.testkit.stream.ConsumerOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that Canal 1.1.4 cannot unpack, and would pass over without a word, halt their source. */
class CompressedTransactionIT extends ServerScenario {

    private static final String PACKED = "packed";
    private static final String PLAIN = "plain";

    private MySqlServer packed;

    @ParameterizedTest(name = "{0}, parallel={1}")
    @CsvSource({"V57,true", "V57,false", "MARIADB,true", "MARIADB,false"})
    @DisplayName("a compressed transaction halts its source with the mend, the cursor stays, the other source goes on")
    void halts(ServerVersion version, boolean parallel) {
        CanalHome home = twoSources(version, parallel);
        startCanal(home, 2);
        startClient(ConsumerOptions.plain().withoutTransactionCheck());
        load.start(LoadPlan.calm(20)).awaitEnd(BOUND);
        awaitAllHeld();
        // A stop may cut off the last acknowledgement, and then the cursor would have rows to follow later.
        awaitDurableEnd(home, PACKED, packed);
        canal.stop();
        SourceCursor before = cursor(home, PACKED);

        writeCompressed(version);
        canal.restart();
        awaitHalted();
        load.start(LoadPlan.calm(20), PLAIN).awaitEnd(BOUND);
        awaitAllHeld();
        canal.kill9();
        canal.restart();
        awaitHalted();
        // Behind what the other source sends again: it must have come through that.
        load.start(LoadPlan.calm(20), PLAIN).awaitEnd(BOUND);
        awaitAllHeld();
        assertThat(cursor(home, PACKED).offset().coordinates()).isEqualTo(before.offset().coordinates());
        Oracle.verify(load, client, BOUND);
    }

    private void awaitHalted() {
        awaitThat("the source to halt", () -> canal.log(DESTINATION).contains("source=packed state=HALTED"));
        assertThat(canal.log(DESTINATION)).containsPattern("fault=COMPRESSED_TRANSACTION.*type (40|16\\d) at mysql-bin")
                .contains("mend=\"" + FaultKind.COMPRESSED_TRANSACTION.remedy() + "\"");
    }

    /** MariaDB does so by itself; of MySQL there is no server here that does, so its file is packed by hand. */
    private void writeCompressed(ServerVersion version) {
        String insert = "INSERT INTO packed.extra VALUES (1, REPEAT('text', 500))";
        if (version == ServerVersion.MARIADB) {
            packed.execute("SET GLOBAL log_bin_compress=ON", insert);
        } else {
            List<String> files = packed.binlogFiles();
            packed.execute(insert);
            packed.stop();
            PackedBinlog.packLastTransaction(packed.dataDir().resolve(files.get(files.size() - 1)));
            packed.restart();
        }
    }

    private CanalHome twoSources(ServerVersion version, boolean parallel) {
        packed = started(MySqlServer.of(version));
        MySqlServer plain = started(MySqlServer.of(ServerVersion.V57));
        Map<String, MySqlServer> servers = new LinkedHashMap<>();
        servers.put(PACKED, packed);
        servers.put(PLAIN, plain);
        prepareLoad(servers);
        packed.execute("CREATE TABLE packed.extra (id BIGINT PRIMARY KEY, text TEXT)");
        return home(new GroupProperties().source(PLAIN, plain.address())
                .source(PACKED, packed.address(), "parser.parallel", Boolean.toString(parallel)));
    }
}
