package io.github.lockkeeper.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The per-source keys with their defaults, and each with another value; written down here, not read from the code. */
public final class Samples {

    private static final String[][] ROWS = {
        {"dbUsername", "retl", "canal"},
        {"dbPassword", "retl", "p:a{s}#s$"},
        {"pwdPublicKey", "retl", "MFwwDQ=="},
        {"enableDruid", "false", "true"},
        {"defaultDatabaseName", "", "trading"},
        {"filter.regex", ".*\\..*", "trading\\..*,deals\\.t_.*"},
        {"filter.black.regex", "", "mysql\\.slave_.*"},
        {"filter.field", "", "trading.t:id/name"},
        {"filter.black.field", "", "trading.t:secret"},
        {"mysql.slaveId", "0", "4294967295"},
        {"gtidon", "auto", "false"},
        {"start", "latest", "earliest"},
        {"move.to", "", "mysql-bin.000012:4"},
        {"standby.return", "gtid", "never"},
        {"fallback", "gtid,standby,timestamp,earliest", "gtid,halt"},
        {"detecting.enable", "false", "true"},
        {"detecting.sql", "", "select 1"},
        {"detecting.interval.time", "5", "7"},
        {"detecting.retry.threshold", "3", "9"},
        {"detecting.heartbeatHaEnable", "false", "true"},
        {"connectionCharset", "UTF-8", "GBK"},
        {"network.receiveBufferSize", "16384", "32768"},
        {"network.sendBufferSize", "16384", "65536"},
        {"network.soTimeout", "30", "31"},
        {"transaction.size", "1024", "2048"},
        {"fallbackIntervalInSeconds", "60", "61"},
        {"filter.query.dcl", "false", "true"},
        {"filter.query.dml", "false", "true"},
        {"filter.query.ddl", "false", "true"},
        {"filter.druid.ddl", "true", "false"},
        {"filter.rows", "false", "true"},
        {"filter.table.error", "false", "true"},
        {"filter.dml.insert", "false", "true"},
        {"filter.dml.update", "false", "true"},
        {"filter.dml.delete", "false", "true"},
        {"binlog.format", "", "ROW"},
        {"binlog.image", "", "FULL,MINIMAL"},
        {"parser.parallel", "true", "false"},
        {"parser.parallelThreadSize", "", "4"},
        {"parser.parallelBufferSize", "256", "512"},
        {"tsdb.enable", "true", "false"},
        {"tsdb.snapshot.interval", "24", "25"},
        {"tsdb.snapshot.expire", "360", "361"},
    };

    private Samples() {
    }

    public static Map<String, String> defaults() {
        return column(1);
    }

    public static Map<String, String> others() {
        return column(2);
    }

    private static Map<String, String> column(int index) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String[] row : ROWS) {
            values.put(row[0], row[index]);
        }
        return values;
    }
}
