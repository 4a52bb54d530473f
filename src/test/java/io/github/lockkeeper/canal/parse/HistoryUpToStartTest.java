package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.parse.inbound.mysql.tsdb.dao.MetaHistoryDAO;
import com.alibaba.otter.canal.parse.inbound.mysql.tsdb.dao.MetaHistoryDO;
import com.alibaba.otter.canal.protocol.position.EntryPosition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryUpToStartTest {

    private final Table table = new Table();
    private final HistoryUpToStart history = new HistoryUpToStart(table);

    @Test
    void a_ddl_behind_the_start_is_left_out_whatever_its_time() {
        history.startsAt(at("mysql-bin.000009", 500, 7));
        insert("mysql-bin.000009", 400, 7);
        insert("mysql-bin.000009", 500, 7);
        insert("mysql-bin.000009", 600, 7);
        insert("mysql-bin.000010", 4, 7);
        insert("mysql-bin.000008", 900, 7);
        assertThat(found()).containsExactly("mysql-bin.000009:400", "mysql-bin.000008:900");
    }

    @Test
    void a_ddl_that_came_from_another_server_is_placed_in_the_binlog_it_was_read_from() {
        history.startsAt(at("mysql-bin.000001", 500, 7));
        insert("mysql-bin.000001", 600, 99);
        assertThat(table.rows).extracting(MetaHistoryDO::getBinlogMasterId).containsExactly("7");
        assertThat(found()).isEmpty();
    }

    @Test
    void another_servers_files_say_nothing_and_the_time_decides() {
        history.startsAt(at("mysql-bin.000001", 500, 7));
        insert("mysql-bin.000001", 600, 7);
        history.startsAt(at("mysql-bin.000001", 500, 8));
        assertThat(found()).containsExactly("mysql-bin.000001:600");
    }

    @Test
    void the_rest_is_the_hosts() {
        assertThat(history.deleteByName("d")).isEqualTo(1);
        assertThat(history.deleteByTimestamp("d", 5)).isEqualTo(5);
    }

    private void insert(String file, long offset, long serverId) {
        MetaHistoryDO ddl = new MetaHistoryDO();
        ddl.setBinlogFile(file);
        ddl.setBinlogOffest(offset);
        ddl.setBinlogMasterId(Long.toString(serverId));
        history.insert(ddl);
    }

    private List<String> found() {
        return history.findByTimestamp("d", 0L, 1L).stream()
                .map(ddl -> ddl.getBinlogFile() + ":" + ddl.getBinlogOffest()).toList();
    }

    private static EntryPosition at(String file, long position, long serverId) {
        return new EntryPosition(file, position, 1L, serverId);
    }

    /** The host's table, without a database. */
    private static final class Table extends MetaHistoryDAO {

        private final List<MetaHistoryDO> rows = new ArrayList<>();

        @Override
        public Long insert(MetaHistoryDO row) {
            rows.add(row);
            return (long) rows.size();
        }

        @Override
        public List<MetaHistoryDO> findByTimestamp(String destination, Long snapshotTimestamp, Long timestamp) {
            return rows;
        }

        @Override
        public Integer deleteByName(String destination) {
            return 1;
        }

        @Override
        public Integer deleteByTimestamp(String destination, int interval) {
            return interval;
        }
    }
}
