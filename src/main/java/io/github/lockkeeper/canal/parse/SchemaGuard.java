package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.exception.CanalParseException;
import com.alibaba.otter.canal.parse.inbound.mysql.tsdb.TableMetaTSDB;
import io.github.lockkeeper.catalog.QueryGuard;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Keeps a source from reading rows with a definition that an ALTER in a gap has made wrong (I18). The history of table
 * definitions is rolled to the start of each attempt; over a gap it may lack a change, so its tables are compared with
 * those of the server, and the first rows of those that differ decide.
 */
final class SchemaGuard {

    private final SourceEventParser parser;
    private final SchemaDoubts doubts;
    private final QueryWatch queries;

    /** @param longestQuery of those that rows wait for */
    SchemaGuard(SourceEventParser parser, Duration longestQuery) {
        this.parser = parser;
        this.doubts = new SchemaDoubts(parser.source(), parser.metaManager.keeper());
        this.queries = new QueryWatch(longestQuery, System::nanoTime);
    }

    /**
     * The history stands at the start of an attempt; its dump follows.
     *
     * @param overGap      whether something may lie in front of it that was not read
     * @param parseThreads watches the queries of the thread that calls
     */
    void attempt(AttemptStream stream, TableMetaTSDB history, boolean overGap, QueryGuard parseThreads) {
        doubts.newAttempt();
        stream.doubt(doubts, new PresentSchemas(parser, history, queries));
        if (overGap) {
            putInDoubt(new PresentSchemas(parser, history, parseThreads));
        }
    }

    private void putInDoubt(PresentSchemas present) {
        try {
            List<String> differing = present.differing();
            doubts.add(differing);
            if (!differing.isEmpty()) {
                parser.reporter.note("source=" + parser.source + " tables that may have been altered in the gap: "
                        + differing + "; the first rows of each decide which definition they are read with");
            }
        } catch (IOException e) {
            throw new CanalParseException(e);
        }
    }

    /** Called by a timer: ends queries that take too long, and takes tables out of doubt whose rows are acknowledged. */
    void check() {
        queries.check();
        if (!doubts.isEmpty() && parser.isStart()) {
            doubts.settle(parser.metaManager.keeper().stored(parser.source()));
        }
    }
}
