package io.github.lockkeeper.config;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lockkeeper.position.SourceName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupConfigTest {

    @Test
    void everyDefault() {
        GroupConfig config = Configured.sources(1).read();

        assertThat(config.destination()).isEqualTo("orders-group");
        assertThat(config.cursorStore()).isEqualTo(CursorStoreMode.FILE);
        assertThat(config.sourceNames()).containsExactly(SourceName.ofAddress("10.0.0.1:3306"));
        SourceConfig source = config.sources().get(0);
        assertThat(source.start()).isEqualTo(StartMode.LATEST);
        assertThat(source.gtid()).isEqualTo(GtidMode.AUTO);
        assertThat(source.standbyAddress()).isEmpty();
        assertThat(source.overrides()).isEmpty();
        assertThat(settingsOf(source)).containsExactlyInAnyOrderEntriesOf(Samples.defaults());
    }

    @Test
    void everyKeyMappedWithAnotherValueThanItsDefault() {
        Configured configured = Configured.named("orders", "trades")
                .with("canal.instance.group.start", "earliest")
                .with("canal.instance.group.cursor.store", "memory")
                .with("canal.instance.gtidon", "true")
                .with("canal.instance.standby1.address", "10.0.1.1:3306");
        Samples.others().forEach((key, value) -> configured.with("canal.instance.group.source.orders." + key, value));

        GroupConfig config = configured.read();

        assertThat(config.cursorStore()).isEqualTo(CursorStoreMode.MEMORY);
        assertThat(config.sourceNames()).containsExactly(SourceName.of("orders"), SourceName.of("trades"));
        SourceConfig orders = config.sources().get(0);
        assertThat(orders.standbyAddress()).contains("10.0.1.1:3306");
        assertThat(orders.overrides()).containsExactlyInAnyOrderEntriesOf(Samples.others());
        assertThat(settingsOf(orders)).containsExactlyInAnyOrderEntriesOf(Samples.others());
        assertThat(orders.gtid()).isEqualTo(GtidMode.OFF);
        SourceConfig trades = config.sources().get(1);
        assertThat(trades.start()).isEqualTo(StartMode.EARLIEST);
        assertThat(trades.gtid()).isEqualTo(GtidMode.ON);
        assertThat(trades.overrides()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode", "lazy", "manager.address", "spring.xml"})
    void aDestinationMayBeCalledGroupAndChooseItsTemplateByThatName(String key) {
        assertThat(Configured.sources(1).with("canal.instance.group." + key, "x").read().sources()).hasSize(1);
    }

    @Test
    void samplesCoverTheCatalogueAndDifferFromTheDefaults() {
        List<String> catalogue = ConfigKeys.perSource().stream().map(ConfigKey::name).toList();
        assertThat(Samples.defaults().keySet()).containsExactlyInAnyOrderElementsOf(catalogue);
        assertThat(Samples.others().keySet()).containsExactlyInAnyOrderElementsOf(catalogue);
        Samples.others().forEach((key, value) -> assertThat(value).as(key).isNotEqualTo(Samples.defaults().get(key)));
    }

    @Test
    void groupWideValueHoldsForEverySourceThatDoesNotOverrideIt() {
        GroupConfig config = Configured.named("orders", "trades")
                .with("canal.instance.dbUsername", "canal")
                .with("canal.instance.group.source.trades.dbUsername", "trader").read();

        ConfigKey user = ConfigKeys.perSource().get(0);
        assertThat(config.sources()).extracting(source -> source.setting(user)).containsExactly("canal", "trader");
    }

    @Test
    void plainFileIsOneSourceWithoutANumber() {
        GroupConfig config = Configured.empty().with("canal.instance.master.address", "db-1.example:3306")
                .with("canal.instance.standby.address", "db-2.example:3306").read();

        assertThat(config.sources()).hasSize(1);
        assertThat(config.sources().get(0).number()).isEmpty();
        assertThat(config.sources().get(0).address()).isEqualTo("db-1.example:3306");
        assertThat(config.sources().get(0).standbyAddress()).contains("db-2.example:3306");
    }

    @Test
    void plainFileMayHaveAName() {
        GroupConfig config = Configured.empty().with("canal.instance.master.address", "db-1.example:3306")
                .with("canal.instance.group.names", "orders").read();

        assertThat(config.sourceNames()).containsExactly(SourceName.of("orders"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 12})
    void sourcesComeInTheOrderOfTheirNumbers(int count) {
        GroupConfig config = Configured.sources(count).read();

        assertThat(config.sources()).extracting(source -> source.number().getAsInt())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, count).boxed().toList());
    }

    @Test
    void emptyStandbyIsNoStandbyAndEmptyMasterIsNoSource() {
        GroupConfig config = Configured.sources(1).with("canal.instance.standby1.address", " ")
                .with("canal.instance.master2.address", "").with("canal.instance.standby2.address", "")
                .with("canal.instance.master.address", "").with("canal.instance.master2.position", "").read();

        assertThat(config.sources()).hasSize(1);
        assertThat(config.sources().get(0).standbyAddress()).isEmpty();
    }

    @Test
    void twoNamedSourcesMayLiveOnOneServer() {
        GroupConfig config = Configured.named("orders", "trades")
                .with("canal.instance.master2.address", "10.0.0.1:3306").read();

        assertThat(config.sources()).extracting(SourceConfig::address).containsOnly("10.0.0.1:3306");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1:3306", "db_1.example-2.com:1", "[::1]:3306", "[fe80::1%eth0]:65535",
        "localhost:33060"})
    void addressesThatAreTaken(String address) {
        GroupConfig config = Configured.sources(1).with("canal.instance.master1.address", address).read();

        assertThat(config.sources().get(0).address()).isEqualTo(address);
        assertThat(config.sourceNames()).containsExactly(SourceName.ofAddress(address));
    }

    @Test
    void fileStoreIsTakenBesideZooKeeperWhereItIsNamed() {
        assertThat(Configured.sources(1).with("canal.zkServers", "zk:2181")
                .with("canal.instance.group.cursor.store", "file").read().cursorStore())
                .isEqualTo(CursorStoreMode.FILE);
    }

    @Test
    void automaticStoreIsZooKeeperWhereTheHostHasOne() {
        assertThat(Configured.sources(1).with("canal.zkServers", "zk:2181").read().cursorStore())
                .isEqualTo(CursorStoreMode.ZOOKEEPER);
    }

    @Test
    void emptyZooKeeperListIsNone() {
        assertThat(Configured.sources(1).with("canal.zkServers", "").read().cursorStore())
                .isEqualTo(CursorStoreMode.FILE);
    }

    @Test
    void equalPropertiesMakeEqualConfigurations() {
        GroupConfig config = Configured.named("orders", "trades").read();

        assertThat(config).isEqualTo(Configured.named("orders", "trades").read())
                .hasSameHashCodeAs(Configured.named("orders", "trades").read())
                .isNotEqualTo(Configured.named("orders", "deals").read());
    }

    @Test
    void collectionsCannotBeChanged() {
        GroupConfig config = Configured.sources(1).read();

        assertThatThrownBy(() -> config.sources().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> config.sources().get(0).overrides().put("a", "b"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static Map<String, String> settingsOf(SourceConfig source) {
        return ConfigKeys.perSource().stream().collect(toMap(ConfigKey::name, source::setting, (a, b) -> a,
                LinkedHashMap::new));
    }
}
