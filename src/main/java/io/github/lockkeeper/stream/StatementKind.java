package io.github.lockkeeper.stream;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Tells statements that stand inside a transaction of MariaDB from those that are one: there is no BEGIN there. */
final class StatementKind {

    private static final List<String> INSIDE = Arrays.asList(
            "INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD", "SAVEPOINT", "ROLLBACK TO", "RELEASE", "SELECT", "WITH",
            "CALL", "SET", "/*", "#", "--");

    private StatementKind() {
    }

    /** When in doubt yes: a boundary too few means replay, one too many a resume inside a transaction. */
    static boolean changesRows(String sql) {
        String head = sql.substring(0, Math.min(sql.length(), 16)).toUpperCase(Locale.ROOT);
        return INSIDE.stream().anyMatch(head::startsWith);
    }
}
