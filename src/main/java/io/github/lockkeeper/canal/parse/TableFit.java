package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.TableMeta;
import com.alibaba.otter.canal.parse.inbound.TableMeta.FieldMeta;
import com.taobao.tddl.dbsync.binlog.LogEvent;
import com.taobao.tddl.dbsync.binlog.event.TableMapLogEvent.ColumnInfo;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a table's definition can be the one that its rows were written with: the same number of columns, each of the
 * type that TABLE_MAP names. That event has no column names, so that a fit proves nothing by itself; a misfit does. A type that is
 * not known here fits everything.
 */
final class TableFit {

    private static final Map<String, Set<Integer>> BINLOG_TYPES = new HashMap<>();
    private static final Pattern DECIMAL = Pattern.compile("(?:decimal|numeric)\\s*\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\).*");
    /** TABLE_MAP writes both as a string, and says so in the upper byte of its metadata. */
    private static final Map<String, Integer> REAL_TYPES = new HashMap<>();

    static {
        type("tinyint bool boolean", LogEvent.MYSQL_TYPE_TINY);
        type("smallint", LogEvent.MYSQL_TYPE_SHORT);
        type("mediumint", LogEvent.MYSQL_TYPE_INT24);
        type("int integer", LogEvent.MYSQL_TYPE_LONG);
        type("bigint serial", LogEvent.MYSQL_TYPE_LONGLONG);
        type("float", LogEvent.MYSQL_TYPE_FLOAT, LogEvent.MYSQL_TYPE_DOUBLE);
        type("double real", LogEvent.MYSQL_TYPE_DOUBLE);
        type("decimal numeric dec fixed", LogEvent.MYSQL_TYPE_NEWDECIMAL, LogEvent.MYSQL_TYPE_DECIMAL);
        type("date", LogEvent.MYSQL_TYPE_DATE, LogEvent.MYSQL_TYPE_NEWDATE);
        type("time", LogEvent.MYSQL_TYPE_TIME, LogEvent.MYSQL_TYPE_TIME2);
        type("datetime", LogEvent.MYSQL_TYPE_DATETIME, LogEvent.MYSQL_TYPE_DATETIME2);
        type("timestamp", LogEvent.MYSQL_TYPE_TIMESTAMP, LogEvent.MYSQL_TYPE_TIMESTAMP2);
        type("year", LogEvent.MYSQL_TYPE_YEAR);
        type("char binary", LogEvent.MYSQL_TYPE_STRING);
        type("varchar varbinary", LogEvent.MYSQL_TYPE_VARCHAR, LogEvent.MYSQL_TYPE_VAR_STRING);
        type("tinytext text mediumtext longtext tinyblob blob mediumblob longblob", LogEvent.MYSQL_TYPE_BLOB,
                LogEvent.MYSQL_TYPE_TINY_BLOB, LogEvent.MYSQL_TYPE_MEDIUM_BLOB, LogEvent.MYSQL_TYPE_LONG_BLOB);
        type("enum", LogEvent.MYSQL_TYPE_STRING, LogEvent.MYSQL_TYPE_ENUM);
        type("set", LogEvent.MYSQL_TYPE_STRING, LogEvent.MYSQL_TYPE_SET);
        type("bit", LogEvent.MYSQL_TYPE_BIT);
        // MariaDB's JSON is a text.
        type("json", LogEvent.MYSQL_TYPE_JSON, LogEvent.MYSQL_TYPE_BLOB);
        REAL_TYPES.put("enum", LogEvent.MYSQL_TYPE_ENUM);
        REAL_TYPES.put("set", LogEvent.MYSQL_TYPE_SET);
    }

    private TableFit() {
    }

    private static void type(String names, Integer... types) {
        Set<Integer> allowed = Collections.unmodifiableSet(new HashSet<>(Arrays.asList(types)));
        for (String name : names.split(" ")) {
            BINLOG_TYPES.put(name, allowed);
        }
    }

    static boolean fits(TableMeta table, ColumnInfo[] columns) {
        List<FieldMeta> fields = table.getFields();
        if (fields.size() != columns.length) {
            return false;
        }
        for (int i = 0; i < columns.length; i++) {
            if (!fits(clean(fields.get(i).getColumnType()), columns[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(String columnType, ColumnInfo column) {
        String name = columnType.split("[^a-z0-9_]", 2)[0];
        Set<Integer> allowed = BINLOG_TYPES.get(name);
        if (allowed == null) {
            return true;
        }
        return allowed.contains(column.type) && realTypeFits(name, column) && decimalFits(columnType, column);
    }

    private static boolean realTypeFits(String name, ColumnInfo column) {
        if (column.type != LogEvent.MYSQL_TYPE_STRING) {
            return true;
        }
        int real = column.meta >> 8;
        boolean isListed = real == LogEvent.MYSQL_TYPE_ENUM || real == LogEvent.MYSQL_TYPE_SET;
        return REAL_TYPES.containsKey(name) ? real == REAL_TYPES.get(name) : !isListed;
    }

    private static boolean decimalFits(String columnType, ColumnInfo column) {
        Matcher decimal = DECIMAL.matcher(columnType);
        if (column.type != LogEvent.MYSQL_TYPE_NEWDECIMAL || !decimal.matches()) {
            return true;
        }
        int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
        return column.meta == (Integer.parseInt(decimal.group(1)) << 8) + scale;
    }

    /**
     * Whether two definitions name the same columns, in the same order, of types that read the same. Their texts may
     * differ: the history has those of ALTER as they were written, the server has its own.
     */
    static boolean same(TableMeta one, TableMeta other) {
        return same(one, other, TableFit::readsTheSame);
    }

    /** The same, of two definitions that fit the same rows: there MariaDB's JSON is the text that its server shows. */
    static boolean sameWhereBothFit(TableMeta one, TableMeta other) {
        return same(one, other, (a, b) -> readsTheSame(textOf(a), textOf(b)));
    }

    private static String textOf(String columnType) {
        return columnType.equals("json") ? "longtext" : columnType;
    }

    private static boolean same(TableMeta one, TableMeta other, BiPredicate<String, String> types) {
        if (one.getFields().size() != other.getFields().size()) {
            return false;
        }
        for (int i = 0; i < one.getFields().size(); i++) {
            FieldMeta a = one.getFields().get(i);
            FieldMeta b = other.getFields().get(i);
            if (!a.getColumnName().equalsIgnoreCase(b.getColumnName())
                    || !types.test(clean(a.getColumnType()), clean(b.getColumnType()))) {
                return false;
            }
        }
        return true;
    }

    /** In lower case but for the labels of an enum. */
    private static String clean(String columnType) {
        return outsideLabels(columnType.trim(), text -> text.toLowerCase(Locale.ROOT));
    }

    private static String outsideLabels(String columnType, UnaryOperator<String> change) {
        String[] parts = columnType.split("'", -1);
        for (int i = 0; i < parts.length; i += 2) {
            parts[i] = change.apply(parts[i]);
        }
        return String.join("'", parts);
    }

    private static boolean readsTheSame(String a, String b) {
        String nameA = a.split("[^a-z0-9_]", 2)[0];
        String nameB = b.split("[^a-z0-9_]", 2)[0];
        if (REAL_TYPES.containsKey(nameA) || REAL_TYPES.containsKey(nameB)) {
            return withoutBlanks(a).equals(withoutBlanks(b));
        }
        Set<Integer> typesA = BINLOG_TYPES.getOrDefault(nameA, Collections.emptySet());
        Set<Integer> typesB = BINLOG_TYPES.getOrDefault(nameB, Collections.emptySet());
        return (nameA.equals(nameB) || typesA.equals(typesB) && !typesA.isEmpty())
                && a.contains("unsigned") == b.contains("unsigned") && holdsBytes(nameA) == holdsBytes(nameB);
    }

    /** Read without a character set; TABLE_MAP names a text and its like of bytes with the same type. */
    private static boolean holdsBytes(String name) {
        return name.endsWith("blob") || name.endsWith("binary");
    }

    private static String withoutBlanks(String columnType) {
        return outsideLabels(columnType, text -> text.replaceAll("\\s+", ""));
    }
}
