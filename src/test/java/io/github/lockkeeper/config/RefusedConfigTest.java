package io.github.lockkeeper.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedConfigTest {

    @Test
    void unknownKeyNamesTheNearestKnownOne() {
        ConfigProblem problem = Configured.sources(1).with("canal.instance.group.nmaes", "orders")
                .problem("canal.instance.group.nmaes");

        assertThat(problem.mend()).contains("canal.instance.group.names");
    }

    @Test
    void unknownOverrideNamesTheNearestKnownOne() {
        ConfigProblem problem = Configured.named("orders").with("canal.instance.group.source.orders.dbPasword", "x")
                .problem("canal.instance.group.source.orders.dbPasword");

        assertThat(problem.mend()).contains("canal.instance.group.source.orders.dbPassword");
    }

    @Test
    void overrideOfASourceThatIsNotThereNamesTheNearestOne() {
        ConfigProblem problem = Configured.named("orders", "trades")
                .with("canal.instance.group.source.trade.dbUsername", "x")
                .problem("canal.instance.group.source.trade.dbUsername");

        assertThat(problem.wrong()).contains("orders, trades");
        assertThat(problem.mend()).contains("canal.instance.group.source.trades.dbUsername");
    }

    @Test
    void overrideNeedsNames() {
        ConfigProblem problem = Configured.sources(1)
                .with("canal.instance.group.source.10.0.0.1:3306.dbUsername", "x")
                .problem("canal.instance.group.source.10.0.0.1:3306.dbUsername");

        assertThat(problem.mend()).contains("canal.instance.group.names");
    }

    @Test
    void overrideWithoutAKey() {
        Configured.named("orders").with("canal.instance.group.source.orders", "x")
                .problem("canal.instance.group.source.orders");
    }

    @Test
    void gapInTheNumbering() {
        ConfigProblem problem = Configured.sources(1).with("canal.instance.master3.address", "10.0.0.3:3306")
                .problem("canal.instance.master2.address");

        assertThat(problem.wrong()).contains("canal.instance.master3.address");
    }

    @Test
    void numberingThatDoesNotBeginAtOne() {
        Configured.sources(2).without("canal.instance.master1.address").problem("canal.instance.master1.address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"canal.instance.master0.address", "canal.instance.master02.address",
        "canal.instance.master9999999999.address"})
    void numberThatIsNone(String key) {
        Configured.sources(1).with(key, "10.0.0.9:3306").problem(key);
    }

    @Test
    void plainAndNumberedSourceTogether() {
        ConfigProblem problem = Configured.sources(2).with("canal.instance.master.address", "127.0.0.1:3306")
                .problem("canal.instance.master.address");

        assertThat(problem.wrong()).contains("canal.instance.master1.address");
    }

    @Test
    void noSourceAtAll() {
        Configured.empty().problem("canal.instance.master1.address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"canal.instance.standby2.address", "canal.instance.master2.journal.name",
        "canal.instance.master2.gtid", "canal.instance.master.journal.name"})
    void stockKeyOfASourceThatIsNotThere(String key) {
        Configured.sources(1).with(key, "10.0.0.9:3306").problem(key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"orders,orders; twice", "orders,; illegal name ''",
        "orders,or ders; 'or ders'", "orders,订单; illegal", "orders; 1 names for 2", "orders,trades,deals; 3 names for 2"})
    void namesThatDoNotNameTheSources(String names, String expected) {
        ConfigProblem problem = Configured.sources(2).with("canal.instance.group.names", names)
                .problem("canal.instance.group.names");

        assertThat(problem.wrong()).contains(expected);
        assertThat(problem.mend()).contains("one name");
    }

    @Test
    void twoSourcesOfTheSameAddressWithoutNames() {
        ConfigProblem problem = Configured.sources(2).with("canal.instance.master2.address", "10.0.0.1:3306")
                .problem("canal.instance.master2.address");

        assertThat(problem.mend()).contains("canal.instance.group.names");
    }

    @ParameterizedTest
    @CsvSource({"canal.instance.master1.position,12a", "canal.instance.master1.position,-4",
        "canal.instance.master1.timestamp,2024-01-01", "canal.instance.master1.timestamp,-1",
        "canal.instance.standby1.position,0x1F", "canal.instance.master1.position,99999999999999999999"})
    void positionOrTimestampThatIsNoNumber(String key, String value) {
        ConfigProblem problem = Configured.sources(1).with("canal.instance.standby1.address", "10.0.1.1:3306")
                .with(key, value).problem(key);

        assertThat(problem.wrong()).contains(value);
    }

    @ParameterizedTest
    @CsvSource({"canal.instance.master1.address,${DB_HOST}:3306", "canal.instance.dbUsername,${DB_USER}",
        "canal.instance.group.names,${NAMES}", "canal.instance.master1.position,${POSITION}",
        "canal.instance.transaction.size,${SIZE}", "canal.instance.memory.buffer.size,${SIZE}",
        "canal.instance.group.start,${START}", "canal.instance.filter.regex,a\\..*${MORE}"})
    void placeholderThatNothingFillsIn(String key, String value) {
        ConfigProblem problem = Configured.sources(1).with(key, value).problem(key);

        assertThat(problem.wrong()).contains(value.substring(value.indexOf("${")));
    }

    @Test
    void placeholderInAValueThatIsNotNeededIsLeftAlone() {
        Configured.sources(1).with("canal.instance.global.manager.address", "${canal.admin.manager}").read();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "\u00EF\u00BB\u00BF"})
    void byteOrderMarkBeforeAKey(String mark) {
        ConfigProblem problem = Configured.sources(2).without("canal.instance.master1.address")
                .with(mark + "canal.instance.master1.address", "10.0.0.1:3306")
                .problem("canal.instance.master1.address");

        assertThat(problem.wrong()).contains("byte-order mark");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders\uFF0Ctrades", "orders\u00EF\u00BC\u008Ctrades"})
    void fullWidthCommaInTheNames(String names) {
        ConfigProblem problem = Configured.sources(2).with("canal.instance.group.names", names)
                .problem("canal.instance.group.names");

        assertThat(problem.wrong()).contains("full-width");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1\uFF1A3306", "10.0.0.1\u00EF\u00BC\u009A3306"})
    void fullWidthColonInAnAddress(String address) {
        ConfigProblem problem = Configured.sources(1).with("canal.instance.master1.address", address)
                .problem("canal.instance.master1.address");

        assertThat(problem.wrong()).contains("full-width");
    }

    @ParameterizedTest
    @ValueSource(strings = {"canal.instance.filter.regex", "canal.instance.group.source.orders.filter.black.regex"})
    void fullWidthCommaInAFilter(String key) {
        Configured.named("orders").with(key, "a\\..*\uFF0Cb\\..*").problem(key);
    }

    @ParameterizedTest
    @CsvSource({"2001:db8::1:3306,brackets", "::1,brackets", "10.0.0.1,no port", "10.0.0.1:,no port", "[::1],no port",
        "10.0.0.1:0,1 to 65535", "10.0.0.1:65536,1 to 65535", "10.0.0.1:abc,1 to 65535", ":3306,no valid host",
        "my db:3306,no valid host", "jdbc:mysql://h:3306,not one host", "[::1]x:3306,not an address"})
    void addressThatIsNone(String address, String expected) {
        ConfigProblem problem = Configured.sources(1).with("canal.instance.master1.address", address)
                .problem("canal.instance.master1.address");

        assertThat(problem.wrong()).contains(address).contains(expected);
        assertThat(problem.mend()).contains("host:port");
    }

    @Test
    void standbyAddressThatIsNone() {
        Configured.sources(1).with("canal.instance.standby1.address", "10.0.0.1")
                .problem("canal.instance.standby1.address");
    }

    @ParameterizedTest
    @CsvSource({"canal.instance.transaction.size,1000", "canal.instance.transaction.size,0",
        "canal.instance.memory.buffer.size,10000", "canal.instance.parser.parallelBufferSize,300",
        "canal.instance.group.source.orders.parser.parallelBufferSize,100",
        "canal.instance.group.source.orders.transaction.size,-2"})
    void bufferThatIsNoPowerOfTwo(String key, String value) {
        assertThat(Configured.named("orders").with(key, value).problem(key).wrong()).contains(value, "power of two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"canal.instance.transaction.size", "canal.instance.group.source.orders.transaction.size"})
    void transactionBufferThatWouldBlockForEver(String key) {
        ConfigProblem problem = Configured.named("orders").with("canal.instance.memory.buffer.size", "4096")
                .with(key, "8192").problem(key);

        assertThat(problem.wrong()).contains("canal.instance.memory.buffer.size = 4096");
    }

    @Test
    void storeThatIsSmallerThanTheDefaultTransactionBuffer() {
        Configured.sources(1).with("canal.instance.memory.buffer.size", "512")
                .problem("canal.instance.transaction.size");
    }

    @Test
    void transactionBufferOfTheStoresSizeIsTaken() {
        Configured.sources(1).with("canal.instance.memory.buffer.size", "1024").read();
    }

    @Test
    void zooKeeperStoreWithoutZooKeeper() {
        ConfigProblem problem = Configured.sources(1).with("canal.instance.group.cursor.store", "zookeeper")
                .problem("canal.instance.group.cursor.store");

        assertThat(problem.wrong()).contains("canal.zkServers is not set");
        assertThat(problem.mend()).contains("canal.zkServers").contains("canal.instance.group.cursor.store=file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"world", "world:anyone", "world:anyone:x", "world:anyone:rw,,", ":anyone:rw"})
    void aclThatZooKeeperDoesNotKnow(String acl) {
        Configured.sources(1).with("canal.instance.group.zookeeper.acl", acl)
                .problem("canal.instance.group.zookeeper.acl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"world:anyone:r", "digest:canal:Xy+/=:cdrwa, ip:10.0.0.1:r"})
    void aclAsZkCliWritesIt(String acl) {
        Configured.sources(1).with("canal.instance.group.zookeeper.acl", acl).read();
    }

    @Test
    void credentialsWithoutScheme() {
        ConfigProblem problem = Configured.sources(1).with("canal.instance.group.zookeeper.auth", "secret")
                .problem("canal.instance.group.zookeeper.auth");

        assertThat(problem.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"canal.instance.group.start,newest", "canal.instance.group.start,", "canal.instance.gtidon,yes",
        "canal.instance.group.cursor.store,redis", "canal.instance.group.source.orders.start,oldest",
        "canal.instance.group.source.orders.gtidon,maybe",
        "canal.instance.group.source.orders.mysql.slaveId,4294967296",
        "canal.instance.group.source.orders.parser.parallel,ja", "canal.instance.detecting.enable,nein",
        "canal.instance.network.soTimeout,30s"})
    void valueThatIsNotAllowed(String key, String value) {
        assertThat(Configured.named("orders").with(key, value == null ? "" : value).problem(key).mend())
                .contains("set it to");
    }

    @Test
    void emptyGroupWideHostKeyIsLeftToTheHost() {
        Configured.sources(1).with("canal.instance.parser.parallelThreadSize", "")
                .with("canal.instance.transaction.size", "").read();
    }

    @Test
    void everythingIsToldAtOnce() {
        assertThat(Configured.sources(1).with("canal.instance.master3.address", "10.0.0.3")
                .with("canal.instance.group.start", "newest").with("canal.instance.group.fallbck", "gtid")
                .problemKeys()).containsExactlyInAnyOrder("canal.instance.master2.address",
                        "canal.instance.master3.address", "canal.instance.group.start", "canal.instance.group.fallbck");
    }

    @Test
    void originIsToldWhereItIsKnown() {
        ConfigException refusal = Configured.sources(1).with("canal.instance.group.start", "newest")
                .refusalKnowing(Map.of("canal.instance.group.start", "a system property"));

        assertThat(refusal.problems().get(0).origin()).contains("a system property");
        assertThat(refusal).hasMessageContaining("canal.instance.group.start (from a system property)");
    }
}
