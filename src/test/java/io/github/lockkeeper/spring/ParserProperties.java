package io.github.lockkeeper.spring;

import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import io.github.lockkeeper.canal.parse.SourceEventParser;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a source's parser gets: the host's own properties as the file-instance.xml of Canal 1.1.4 lists them, what later
 * hosts added, where the host has it, and ours. Written down here, not read from the template.
 */
final class ParserProperties {

    private static final String SSL_INFO = "com.alibaba.otter.canal.parse.driver.mysql.ssl.SslInfo";

    /** The key that sets a property, the property, its default. */
    private static final String[][] BY_KEY = {
        {"dbUsername", "masterInfo.username", "retl"},
        {"dbUsername", "standbyInfo.username", "retl"},
        {"dbPassword", "masterInfo.password", "retl"},
        {"dbPassword", "standbyInfo.password", "retl"},
        {"pwdPublicKey", "masterInfo.pwdPublicKey", "retl"},
        {"pwdPublicKey", "standbyInfo.pwdPublicKey", "retl"},
        {"enableDruid", "masterInfo.enableDruid", "false"},
        {"enableDruid", "standbyInfo.enableDruid", "false"},
        {"defaultDatabaseName", "masterInfo.defaultDatabaseName", ""},
        {"defaultDatabaseName", "standbyInfo.defaultDatabaseName", ""},
        {"filter.regex", "eventFilter.[0]", ".*\\..*"},
        {"filter.black.regex", "eventBlackFilter.[0]", ""},
        {"filter.field", "fieldFilter", ""},
        {"filter.black.field", "fieldBlackFilter", ""},
        {"mysql.slaveId", "slaveId", "0"},
        {"gtidon", "gtidMode", "auto"},
        {"start", "groupStart", "latest"},
        {"move.to", "moveTo", ""},
        {"standby.return", "returnsToMaster", "gtid"},
        {"fallback", "fallback", "gtid,standby,timestamp,earliest"},
        {"detecting.enable", "detectingEnable", "false"},
        {"detecting.sql", "detectingSQL", ""},
        {"detecting.interval.time", "detectingIntervalInSeconds", "5"},
        {"detecting.retry.threshold", "haController.detectingRetryTimes", "3"},
        {"detecting.heartbeatHaEnable", "haController.switchEnable", "false"},
        {"connectionCharset", "connectionCharset", "UTF-8"},
        {"network.receiveBufferSize", "receiveBufferSize", "16384"},
        {"network.sendBufferSize", "sendBufferSize", "16384"},
        {"network.soTimeout", "defaultConnectionTimeoutInSeconds", "30"},
        {"transaction.size", "transactionSize", "1024"},
        {"fallbackIntervalInSeconds", "fallbackIntervalInSeconds", "60"},
        {"filter.query.dcl", "filterQueryDcl", "false"},
        {"filter.query.dml", "filterQueryDml", "false"},
        {"filter.query.ddl", "filterQueryDdl", "false"},
        {"filter.druid.ddl", "useDruidDdlFilter", "true"},
        {"filter.rows", "filterRows", "false"},
        {"filter.table.error", "filterTableError", "false"},
        {"binlog.format", "supportBinlogFormats", ""},
        {"binlog.image", "supportBinlogImages", ""},
        {"parser.parallel", "parallel", "true"},
        {"parser.parallelThreadSize", "parallelThreadSize", ""},
        {"parser.parallelBufferSize", "parallelBufferSize", "256"},
        {"tsdb.enable", "enableTsdb", "true"},
        {"tsdb.snapshot.interval", "tsdbSnapshotInterval", "24"},
        {"tsdb.snapshot.expire", "tsdbSnapshotExpire", "360"},
    };

    /** Properties that no source's own key sets. */
    private static final String[][] OTHERS = {
        {"alarmRepeat", "600"},
        {"destination", "trading"},
        {"tsdbSpringXml", ""},
        {"accesskey", ""},
        {"secretkey", ""},
        {"instanceId", ""},
        {"haController", "com.alibaba.otter.canal.parse.ha.HeartBeatHAController"},
        {"eventFilter", "com.alibaba.otter.canal.filter.aviater.AviaterRegexFilter"},
        {"eventBlackFilter", "com.alibaba.otter.canal.filter.aviater.AviaterRegexFilter"},
        {"eventBlackFilter.[1]", "false"},
        {"masterInfo", "com.alibaba.otter.canal.parse.support.AuthenticationInfo"},
        {"masterInfo.address", ""},
        {"standbyInfo", "com.alibaba.otter.canal.parse.support.AuthenticationInfo"},
        {"standbyInfo.address", ""},
        {"masterPosition", "com.alibaba.otter.canal.protocol.position.EntryPosition"},
        {"masterPosition.journalName", ""},
        {"masterPosition.position", ""},
        {"masterPosition.timestamp", ""},
        {"masterPosition.gtid", ""},
        {"standbyPosition", "com.alibaba.otter.canal.protocol.position.EntryPosition"},
        {"standbyPosition.journalName", ""},
        {"standbyPosition.position", ""},
        {"standbyPosition.timestamp", ""},
        {"standbyPosition.gtid", ""},
        {"logPositionManager", "io.github.lockkeeper.canal.parse.CursorLogPositionManager"},
        {"servers", "io.github.lockkeeper.mysql.MySqlBinlogServers"},
        {"tableHistoryOfDestination", "false"},
        {"sourceName", ""},
        {"alarmHandler", "<alarmHandler>"},
        {"eventSink", "<eventSink>"},
        {"eventStore", "<eventStore>"},
        {"metaManager", "<metaManager>"},
    };

    /** Properties of later hosts: the class that has it there, where that is, the property, its default. */
    private static final Object[][] LATER = {
        {SourceEventParser.class, "", "filterDmlInsert", "false"},
        {SourceEventParser.class, "", "filterDmlUpdate", "false"},
        {SourceEventParser.class, "", "filterDmlDelete", "false"},
        {SourceEventParser.class, "", "tsdbJdbcUrl", ""},
        {SourceEventParser.class, "", "tsdbJdbcUserName", ""},
        {SourceEventParser.class, "", "tsdbJdbcPassword", ""},
        {SourceEventParser.class, "", "multiStreamEnable", "false"},
        {AuthenticationInfo.class, "masterInfo.", "sslInfo", SSL_INFO},
        {AuthenticationInfo.class, "standbyInfo.", "sslInfo", SSL_INFO},
    };

    private static final List<String> SSL = List.of("tlsVersions", "trustCertificateKeyStoreType",
            "trustCertificateKeyStoreUrl", "trustCertificateKeyStorePassword", "clientCertificateKeyStoreType",
            "clientCertificateKeyStoreUrl", "clientCertificateKeyStorePassword");

    private ParserProperties() {
    }

    /** The properties that a source's own key sets, by that key. */
    static Map<String, List<String>> byKey() {
        Map<String, List<String>> properties = new LinkedHashMap<>();
        for (String kind : List.of("Insert", "Update", "Delete")) {
            if (hasSetter(SourceEventParser.class, "filterDml" + kind)) {
                properties.put("filter.dml." + kind.toLowerCase(Locale.ROOT), List.of("filterDml" + kind));
            }
        }
        for (String[] row : BY_KEY) {
            properties.merge(row[0], List.of(row[1]), (a, b) -> List.of(a.get(0), b.get(0)));
        }
        return properties;
    }

    /** Every property that this host has, with its default. */
    static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (String[] row : BY_KEY) {
            defaults.put(row[1], row[2]);
        }
        for (String[] row : OTHERS) {
            defaults.put(row[0], row[1]);
        }
        for (Object[] row : LATER) {
            if (hasSetter((Class<?>) row[0], row[2].toString())) {
                defaults.put(row[1].toString() + row[2], row[3].toString());
                if (row[3] == SSL_INFO) {
                    defaults.put(row[1] + "sslInfo.sslMode", "DISABLED");
                    SSL.forEach(property -> defaults.put(row[1] + "sslInfo." + property, ""));
                }
            }
        }
        return defaults;
    }

    /** Whether a class of this host has a property. */
    static boolean hasSetter(Class<?> type, String property) {
        return Stream.of(type.getMethods()).map(Method::getName)
                .anyMatch(("set" + property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1))::equals);
    }
}
