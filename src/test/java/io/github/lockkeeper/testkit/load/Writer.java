package io.github.lockkeeper.testkit.load;

import io.github.lockkeeper.testkit.row.RowChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** One thread's transactions. It changes only rows of its own, so that the order of a key's changes is its own order. */
final class Writer {

    private static final int MOST_CHANGES = 5;

    private final LoadPlan plan;
    private final LoadConnection connection;
    private final WriterId id;
    private final Random random;
    private final Map<String, LiveRows> rows = new HashMap<>();
    private long nextKey;

    Writer(LoadPlan plan, LoadConnection connection, WriterId id, long highestKey) {
        this.plan = plan;
        this.connection = connection;
        this.id = id;
        this.random = new Random(plan.seed() * 31 + id.hashCode());
        this.nextKey = highestKey + 1 + id.index();
        Tables.STREAMED.forEach(table -> rows.put(table, new LiveRows()));
    }

    void run(Pace pace, Meeting meeting) {
        for (int number = 0; number < plan.transactions() && pace.next(); number++) {
            if (id.index() == 0 && number == plan.alterAfter()) {
                connection.alter();
            }
            if (id.index() == 0 && plan.bigEvery() > 0 && number % plan.bigEvery() == plan.bigEvery() - 1) {
                commit(number + "-big", this::big, meeting::await);
            }
            commit(Integer.toString(number), this::small, () -> { });
        }
        connection.close();
    }

    private void commit(String name, LoadConnection.Body body, Runnable beforeCommit) {
        LoadTransaction committed = connection.commit(id + "-" + name, body, beforeCommit);
        if (committed == null) {
            return;
        }
        Map<String, List<RowChange>> byTable = committed.changes().stream()
                .collect(Collectors.groupingBy(change -> change.key().table()));
        byTable.forEach((table, changes) -> {
            if (rows.containsKey(table)) {
                rows.get(table).committed(changes);
            }
        });
    }

    private void big(LoadTransaction transaction) throws SQLException {
        List<Long> keys = new ArrayList<>();
        for (int row = 0; row < plan.bigRows(); row++) {
            keys.add(newKey());
        }
        transaction.insert(Tables.ITEM, keys, 1);
    }

    /** Now and then a transaction of which the filter leaves nothing. */
    private void small(LoadTransaction transaction) throws SQLException {
        boolean onlyFiltered = random.nextInt(10) == 0;
        if (onlyFiltered || random.nextInt(10) == 0) {
            transaction.insert(Tables.FILTERED, newKey(), 1);
        }
        Set<Long> touched = new HashSet<>();
        int changes = onlyFiltered ? 0 : 1 + random.nextInt(MOST_CHANGES);
        for (int change = 0; change < changes; change++) {
            change(transaction, Tables.STREAMED.get(random.nextInt(Tables.STREAMED.size())), touched);
        }
    }

    private void change(LoadTransaction transaction, String table, Set<Long> touched) throws SQLException {
        LiveRows live = rows.get(table);
        Optional<Long> existing = live.any(random, touched);
        int dice = random.nextInt(100);
        if (existing.isEmpty() || dice < 40) {
            insert(transaction, table, touched);
        } else if (dice < 85) {
            update(transaction, table, existing.get(), live.version(existing.get()));
            touched.add(existing.get());
        } else {
            transaction.delete(table, existing.get(), live.version(existing.get()));
            touched.add(existing.get());
        }
    }

    /** Sometimes twice in one transaction. */
    private void update(LoadTransaction transaction, String table, long key, long version) throws SQLException {
        transaction.update(table, key, version + 1);
        if (random.nextInt(5) == 0) {
            transaction.update(table, key, version + 2);
        }
    }

    /** A new row, or one that comes back under the key of a deleted one. */
    private void insert(LoadTransaction transaction, String table, Set<Long> touched) throws SQLException {
        if (table.equals(Tables.DEAL)) {
            touched.add(transaction.insertWithGeneratedKey(table));
            return;
        }
        LiveRows live = rows.get(table);
        long key = live.anyDeleted(touched).filter(deleted -> random.nextInt(3) == 0).orElseGet(this::newKey);
        transaction.insert(table, key, live.version(key) + 1);
        touched.add(key);
    }

    private long newKey() {
        long key = nextKey;
        nextKey += plan.writers();
        return key;
    }
}
