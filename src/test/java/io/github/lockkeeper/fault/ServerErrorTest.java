package io.github.lockkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A server's error in a message of the host's")
class ServerErrorTest {

    private static final String DUMP = "Received error packet: errno = 1236, sqlstate = HY000 errmsg = ";
    private static final String ANSWER = "ErrorPacket [errorNumber=1045, fieldCount=-1, message=Access denied for user "
            + "'canal'@'10.0.0.9' (using password: YES), sqlState=28000, sqlStateMarker=#]";

    private static ServerError read(String message) {
        return ServerError.in(message).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        DUMP + "Could not open log file",
        "ServerLogPurged by  errno = 1236, sqlstate = HY000 errmsg = Could not open log file",
        "java.io.IOException: " + DUMP + "Could not open log file",
        "com.alibaba.otter.canal.parse.exception.CanalParseException: java.io.IOException: " + DUMP
                + "Could not open log file",
        "com.alibaba.otter.canal.parse.exception.ServerLogPurgedException: ServerLogPurged by  errno = 1236, "
                + "sqlstate = HY000 errmsg = Could not open log file",
        "dump address /10.0.0.1:3306 has an error, retrying. caused by \njava.io.IOException: " + DUMP
                + "Could not open log file",
        "Received error packet:errno=1236,sqlstate=HY000 errmsg=Could not open log file"})
    @DisplayName("is read in what the host says of a dump, in all versions, bare and behind the names of wrappers")
    void dump(String message) {
        ServerError error = read(message);
        assertThat(error.errno()).isEqualTo(1236);
        assertThat(error.sqlState()).isEqualTo("HY000");
        assertThat(error.text()).isEqualTo("Could not open log file");
        assertThat(error.command()).isEmpty();
        assertThat(error).hasToString("errno = 1236, sqlstate = HY000 errmsg = Could not open log file");
    }

    @ParameterizedTest
    @ValueSource(strings = {ANSWER, "Error When doing Client Authentication:" + ANSWER, "handshake exception:\n" + ANSWER,
        "java.io.IOException: connect /10.0.0.1:3306 failure:java.io.IOException: " + ANSWER})
    @DisplayName("is read in what the host says of a login")
    void login(String message) {
        ServerError error = read(message);
        assertThat(error.errno()).isEqualTo(1045);
        assertThat(error.sqlState()).isEqualTo("28000");
        assertThat(error.text()).isEqualTo("Access denied for user 'canal'@'10.0.0.9' (using password: YES)");
        assertThat(error.command()).isEmpty();
    }

    @Test
    @DisplayName("is read with the statement that it answers, of more than one line")
    void answer() {
        ServerError error = read(ANSWER + "\n with command: SHOW BINARY LOGS\n-- x");
        assertThat(error.errno()).isEqualTo(1045);
        assertThat(error.command()).isEqualTo("SHOW BINARY LOGS\n-- x");
    }

    @Test
    @DisplayName("is read of more than one line, and without an end that another version leaves out")
    void lines() {
        assertThat(read(DUMP + "one\ntwo").text()).isEqualTo("one\ntwo");
        assertThat(read("Received error packet: errno = 1040, sqlstate =  errmsg = x").sqlState()).isEmpty();
        assertThat(read("ErrorPacket [errorNumber=1040, fieldCount=-1, message=Too many").text()).isEqualTo("Too many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "connection reset", "errno = 1236", "Received EOF packet from server",
        "Received error packet: errno = x, sqlstate = HY000 errmsg = x",
        "Received error packet: errno = 99999999999, sqlstate = HY000 errmsg = x",
        "parse ddl failed: CREATE TABLE t (a int COMMENT 'Received error packet: errno = 1236, sqlstate = HY000 errmsg = "
                + "Could not find first log file name in binary log index file')",
        "row \"ErrorPacket [errorNumber=1373, fieldCount=-1, message=Target log not found in binlog index\""})
    @DisplayName("is not seen where there is none, nor in the words of a statement or a row")
    void none(String message) {
        assertThat(ServerError.in(message)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a: ", "java.io.IOException: ", "\n", "ErrorPacket [", "ErrorPacket [errorNumber=1, ",
        "Received error packet: "})
    @DisplayName("I20: is looked for in a moment in a megabyte of anything")
    void hostile(String piece) {
        assertThat(ServerError.in(piece.repeat(1_000_000 / piece.length()))).isEmpty();
        assertThat(read(DUMP + piece.repeat(1_000_000 / piece.length())).text()).hasSizeLessThan(20_000);
    }

    @Test
    @DisplayName("names the missing transactions as they stand there")
    void missing() {
        assertThat(read(DUMP + "sent by the slave is 'a:1', and the missing transactions are 'a:2,\nb:3'.")
                .missingTransactions()).isEqualTo("a:2,\nb:3");
        assertThat(read(DUMP + "the missing transactions are 'a:2").missingTransactions()).as("cut off").isEmpty();
        assertThat(read(DUMP + "x").missingTransactions()).isEmpty();
    }
}
