package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.parse.inbound.TableMeta;
import com.alibaba.otter.canal.parse.inbound.mysql.tsdb.MemoryTableMeta;
import com.taobao.tddl.dbsync.binlog.LogEvent;
import com.taobao.tddl.dbsync.binlog.event.TableMapLogEvent.ColumnInfo;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Whether a definition fits the TABLE_MAP of rows, and another definition")
class TableFitTest {

    private static final int NONE = 0;
    private static final int ENUM_OF_ONE_BYTE = LogEvent.MYSQL_TYPE_ENUM << 8 | 1;
    private static final int SET_OF_ONE_BYTE = LogEvent.MYSQL_TYPE_SET << 8 | 1;
    private static final int CHAR_30_BYTES = LogEvent.MYSQL_TYPE_STRING << 8 | 30;
    /** The two upper bits of a length beyond 255 are turned over in the upper byte. */
    private static final int CHAR_1020_BYTES = (LogEvent.MYSQL_TYPE_STRING ^ 0x30) << 8 | 0xFC;

    /** As the host keeps a table after these statements. */
    private static TableMeta table(String... statements) {
        MemoryTableMeta history = new MemoryTableMeta();
        for (String sql : statements) {
            history.apply(null, "shop", sql, null);
        }
        return history.find("shop", "t");
    }

    private static TableMeta of(String columns) {
        return table("CREATE TABLE t (" + columns + ")");
    }

    private static ColumnInfo[] columns(int... typesAndMetas) {
        ColumnInfo[] columns = new ColumnInfo[typesAndMetas.length / 2];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new ColumnInfo();
            columns[i].type = typesAndMetas[2 * i];
            columns[i].meta = typesAndMetas[2 * i + 1];
        }
        return columns;
    }

    static Stream<Arguments> families() {
        return Stream.of(
                family("TINYINT(1)", LogEvent.MYSQL_TYPE_TINY, NONE),
                family("bool", LogEvent.MYSQL_TYPE_TINY, NONE),
                family("smallint(5) unsigned", LogEvent.MYSQL_TYPE_SHORT, NONE),
                family("mediumint", LogEvent.MYSQL_TYPE_INT24, NONE),
                family("int(11)", LogEvent.MYSQL_TYPE_LONG, NONE),
                family("INTEGER", LogEvent.MYSQL_TYPE_LONG, NONE),
                family("bigint(20)", LogEvent.MYSQL_TYPE_LONGLONG, NONE),
                family("float", LogEvent.MYSQL_TYPE_FLOAT, 4),
                family("float(30)", LogEvent.MYSQL_TYPE_DOUBLE, 8),
                family("double", LogEvent.MYSQL_TYPE_DOUBLE, 8),
                family("double precision", LogEvent.MYSQL_TYPE_DOUBLE, 8),
                family("decimal(10,2)", LogEvent.MYSQL_TYPE_NEWDECIMAL, 10 << 8 | 2),
                family("date", LogEvent.MYSQL_TYPE_DATE, NONE),
                family("time(3)", LogEvent.MYSQL_TYPE_TIME2, 3),
                family("time", LogEvent.MYSQL_TYPE_TIME, NONE),
                family("datetime(6)", LogEvent.MYSQL_TYPE_DATETIME2, 6),
                family("datetime", LogEvent.MYSQL_TYPE_DATETIME, NONE),
                family("timestamp", LogEvent.MYSQL_TYPE_TIMESTAMP2, NONE),
                family("timestamp", LogEvent.MYSQL_TYPE_TIMESTAMP, NONE),
                family("year", LogEvent.MYSQL_TYPE_YEAR, NONE),
                family("char(10)", LogEvent.MYSQL_TYPE_STRING, CHAR_30_BYTES),
                family("char(255)", LogEvent.MYSQL_TYPE_STRING, CHAR_1020_BYTES),
                family("binary(16)", LogEvent.MYSQL_TYPE_STRING, LogEvent.MYSQL_TYPE_STRING << 8 | 16),
                family("varchar(40)", LogEvent.MYSQL_TYPE_VARCHAR, 160),
                family("varbinary(40)", LogEvent.MYSQL_TYPE_VARCHAR, 40),
                family("text", LogEvent.MYSQL_TYPE_BLOB, 2),
                family("longblob", LogEvent.MYSQL_TYPE_BLOB, 4),
                family("enum('a','b')", LogEvent.MYSQL_TYPE_STRING, ENUM_OF_ONE_BYTE),
                family("set('a','b')", LogEvent.MYSQL_TYPE_STRING, SET_OF_ONE_BYTE),
                family("bit(7)", LogEvent.MYSQL_TYPE_BIT, 7),
                family("json", LogEvent.MYSQL_TYPE_JSON, 4),
                family("json", LogEvent.MYSQL_TYPE_BLOB, 4));
    }

    private static Arguments family(String columnType, int type, int meta) {
        return Arguments.of(columnType, type, meta);
    }

    @ParameterizedTest(name = "{0} is written as {1}")
    @MethodSource("families")
    @DisplayName("a type fits what servers write for it, and not what they write for another")
    void fits(String columnType, int type, int meta) {
        TableMeta table = of("c " + columnType);
        assertThat(TableFit.fits(table, columns(type, meta))).isTrue();
        boolean isNumber = columnType.toLowerCase().startsWith("int");
        assertThat(TableFit.fits(table, isNumber ? columns(LogEvent.MYSQL_TYPE_VARCHAR, 40)
                : columns(LogEvent.MYSQL_TYPE_LONG, NONE))).isFalse();
    }

    @Test
    @DisplayName("an enum, a set and a char are told from one another though all are written as strings")
    void realTypes() {
        int string = LogEvent.MYSQL_TYPE_STRING;
        assertThat(TableFit.fits(of("c enum('a')"), columns(string, SET_OF_ONE_BYTE))).isFalse();
        assertThat(TableFit.fits(of("c enum('a')"), columns(string, CHAR_30_BYTES))).isFalse();
        assertThat(TableFit.fits(of("c set('a')"), columns(string, ENUM_OF_ONE_BYTE))).isFalse();
        assertThat(TableFit.fits(of("c char(10)"), columns(string, ENUM_OF_ONE_BYTE))).isFalse();
        assertThat(TableFit.fits(of("c char(10)"), columns(string, SET_OF_ONE_BYTE))).isFalse();
    }

    @ParameterizedTest(name = "{0} as {1},{2}: {3}")
    @CsvSource(delimiter = '|', value = {"decimal(10,2) | 10 | 2 | true", "decimal(10,2) | 12 | 2 | false",
            "decimal(10,2) | 10 | 4 | false", "numeric(5) | 5 | 0 | true", "numeric(5) | 5 | 1 | false",
            "decimal(10,2) unsigned | 10 | 2 | true", "decimal | 10 | 0 | true"})
    @DisplayName("a decimal fits with its precision and scale")
    void decimals(String columnType, int precision, int scale, boolean fits) {
        assertThat(TableFit.fits(of("c " + columnType), columns(LogEvent.MYSQL_TYPE_NEWDECIMAL, precision << 8 | scale)))
                .isEqualTo(fits);
    }

    @Test
    @DisplayName("a type that is not known fits everything: it must halt nobody")
    void unknownType() {
        TableMeta table = of("c geometry");
        assertThat(TableFit.fits(table, columns(LogEvent.MYSQL_TYPE_GEOMETRY, 4))).isTrue();
        assertThat(TableFit.fits(table, columns(LogEvent.MYSQL_TYPE_LONG, NONE))).isTrue();
    }

    @Test
    @DisplayName("more or fewer columns do not fit, nor do the right ones in another order")
    void numberAndOrder() {
        TableMeta table = of("id int, v varchar(10)");
        assertThat(TableFit.fits(table, columns(LogEvent.MYSQL_TYPE_LONG, NONE))).isFalse();
        assertThat(TableFit.fits(table, columns(LogEvent.MYSQL_TYPE_LONG, NONE, LogEvent.MYSQL_TYPE_VARCHAR, 40,
                LogEvent.MYSQL_TYPE_LONG, NONE))).isFalse();
        assertThat(TableFit.fits(table, columns(LogEvent.MYSQL_TYPE_VARCHAR, 40, LogEvent.MYSQL_TYPE_LONG, NONE)))
                .isFalse();
        assertThat(TableFit.fits(table, columns(LogEvent.MYSQL_TYPE_LONG, NONE, LogEvent.MYSQL_TYPE_VARCHAR, 40)))
                .isTrue();
    }

    @Test
    @DisplayName("the texts of CREATE and ALTER are the same as the server's own for the table that they made")
    void alterAgainstServer() {
        TableMeta history = table("CREATE TABLE t (ID INTEGER NOT NULL PRIMARY KEY, Price NUMERIC(10, 2))",
                "ALTER TABLE t ADD COLUMN paid BOOL, ADD note VARCHAR(20) CHARACTER SET utf8 DEFAULT 'x' AFTER ID",
                "ALTER TABLE t ADD kind ENUM('new', 'Old one'), ADD n INT UNSIGNED");
        TableMeta server = of("`ID` int(11) NOT NULL, `note` varchar(20) CHARACTER SET utf8 DEFAULT 'x', "
                + "`Price` decimal(10,2) DEFAULT NULL, `paid` tinyint(1) DEFAULT NULL, "
                + "`kind` enum('new','Old one') DEFAULT NULL, `n` int(10) unsigned DEFAULT NULL, PRIMARY KEY (`ID`)");
        assertThat(TableFit.same(history, server)).isTrue();
        assertThat(TableFit.same(server, history)).isTrue();
    }

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(delimiter = '|', value = {"a int, b int | a int, c int", "a int, b int | b int, a int",
            "a int, b int | a int", "a int | a int unsigned", "a int | a bigint", "a enum('x','y') | a enum('y','x')",
            "a enum('x') | a set('x')", "a varchar(9) | a text", "a float | a double"})
    @DisplayName("renamed, reordered, dropped, of another sign or type: not the same, in either direction")
    void notSame(String one, String other) {
        assertThat(TableFit.same(of(one), of(other))).isFalse();
        assertThat(TableFit.same(of(other), of(one))).isFalse();
    }

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(delimiter = '|', value = {"a text | a blob", "a varchar(9) | a varbinary(9)", "a char(9) | a binary(9)"})
    @DisplayName("a text that became bytes in the gap would be read with the wrong character set: not the same")
    void textAndBytes(String one, String other) {
        assertThat(TableFit.same(of(one), of(other))).isFalse();
        assertThat(TableFit.same(of(other), of(one))).isFalse();
    }

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"',
            value = {"a enum('N','Y') | a enum('n','y')", "a enum('on hold') | a enum('onhold')",
                "a set('it''s','B') | a set('it''s','b')"})
    @DisplayName("labels that changed in the gap, if only in case or blanks, would be delivered wrongly: not the same")
    void labels(String one, String other) {
        assertThat(TableFit.same(of(one), of(other))).isFalse();
        assertThat(TableFit.same(of(one), of(one.replace("enum", "ENUM").replace("set", "SET")))).isTrue();
    }

    @Test
    @DisplayName("MariaDB's JSON is the text that its server shows, where both fit the rows; by the texts alone it is not")
    void mariaDbJson() {
        assertThat(TableFit.sameWhereBothFit(of("c json"), of("c longtext"))).isTrue();
        assertThat(TableFit.sameWhereBothFit(of("c json"), of("d longtext"))).isFalse();
        assertThat(TableFit.same(of("c json"), of("c longtext"))).isFalse();
    }
}
