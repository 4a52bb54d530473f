package io.github.lockkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.demo.LogNews.News;
import org.junit.jupiter.api.Test;

class LogNewsTest {

    private static final String OURS = "2026-11-22 20:31:45.350 [main] WARN  io.github.lockkeeper - ";
    private static final String FOUND = "2026-11-22 20:31:48.846 [destination = demo , address = /127.0.0.1:26602 , "
            + "EventParser] WARN  io.github.lockkeeper.canal.parse.SourceEventParser - ---> find start position "
            + "successfully, EntryPosition[included=false,journalName=mysql-bin.000001,position=1849,serverId=26601,"
            + "gtid=<null>,timestamp=1795379505442] cost : 3719ms , the next step is binlog dump";

    private final LogNews news = new LogNews(port -> port == 26602 ? "trades" : "?");

    @Test
    void tellsAChangeOfStateWithItsReason() {
        assertThat(news.read(OURS + "source=orders state=RETRYING before=STREAMING fault=CONNECTION "
                + "reason=\"IOException: EOF encountered.\" mend=\"The source is retried from the same position.\""))
                .contains(new News("orders", "RETRYING: EOF encountered."));
        assertThat(news.read(OURS + "source=orders state=STREAMING before=RETRYING"))
                .contains(new News("orders", "STREAMING"));
        assertThat(news.read(OURS + "source=orders state=HALTED before=STREAMING fault=INCIDENT reason=\"lost\" "
                + "mend=\"Compare.\"")).contains(new News("orders", "HALTED: lost Mend: Compare."));
    }

    @Test
    void tellsWhereASourceResumesByTheHostsOwnLine() {
        assertThat(news.read(FOUND)).contains(new News("trades", "resumes at mysql-bin.000001:1849"));
    }

    @Test
    void tellsAFirstStartOnce() {
        assertThat(news.read(OURS + "source=trades starts for the first time at=mysql-bin.000001:1849 "
                + "timestamp=1795380484 fileCreated=1795380479 gtids=u:1-6"))
                .contains(new News("trades", "starts for the first time at mysql-bin.000001:1849, and keeps "
                        + "its GTIDs"));
        assertThat(news.read(FOUND)).isEmpty();
        assertThat(news.read(FOUND)).isPresent();
    }

    @Test
    void tellsAMoveInTwoLines() {
        assertThat(news.read(OURS + "source=trades fault=BINLOG_PURGED policy=earliest from=binlog.000001:4567[time=1,"
                + "gtids='3e11fa47-71ca-11e1-9e33-c80aa9429562:1-77'] to=binlog.000003:4[time=2,gtids='3e11fa47-71ca-"
                + "11e1-9e33-c80aa9429562:1-140'] certainty=EXACT gap=3 kind=GAP missing=gtids='3e11fa47-71ca-11e1-"
                + "9e33-c80aa9429562:78-140'")).contains(new News("trades", "BINLOG_PURGED: was at binlog.000001:4567, "
                + "and by the policy earliest goes on at binlog.000003:4.\nEntry 3 of the journal, written before: GAP, "
                + "EXACT, missing 3e11fa47...:78-140"));
    }

    @Test
    void isSilentAboutTheRest() {
        assertThat(news.read("\tat java.base/java.lang.Thread.run(Thread.java:840)")).isEmpty();
        assertThat(news.read(OURS + "source=orders state=CONNECTING before=STOPPED")).isEmpty();
    }
}
