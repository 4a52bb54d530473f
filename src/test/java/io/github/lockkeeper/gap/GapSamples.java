package io.github.lockkeeper.gap;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;

/** Entries for tests. */
public final class GapSamples {
    public static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    public static final SourceName ORDERS = SourceName.of("orders");
    public static final SourceName TRADES = SourceName.ofAddress("[::1]:3306");

    private GapSamples() {
    }

    /** A decision of which everything is known. */
    public static GapDecision full() {
        return GapDecision.of(GapKind.GAP, GapCause.of("PURGED", 1236, "Could not find first log file name"),
                        "earliest", Certainty.BOUNDED, 1795341103123L)
                .withFrom(at("mysql-bin.000123", 4567)).withTo(at("mysql-bin.000130", 4))
                .withMissing(files(123, 130).withBytes(7_000_000_000L)).withSurplus(UUID + ":7-9")
                .withServers(ServerIdentity.of(1, UUID), ServerIdentity.of(4294967295L, ""));
    }

    /** A purge on a server with GTIDs, as the README shows it. */
    public static GapDecision purged() {
        ServerIdentity server = ServerIdentity.of(1, UUID);
        String text = "the cursor mysql-bin.000123:4567 [" + UUID + ":1-77] is not there any more (BELOW): the server "
                + "has " + server + ", mysql-bin.000125 to mysql-bin.000126";
        BinlogOffset from = BinlogOffset.of(BinlogCoordinates.of("mysql-bin.000123", 4567), Gtids.parse(UUID + ":1-77"),
                1795341103L, 1795341000L, UUID + ":77");
        BinlogOffset to = BinlogOffset.of(BinlogCoordinates.of("mysql-bin.000125", 4), Gtids.parse(UUID + ":1-140"),
                1795341240L, 1795341240L, "");
        return GapDecision.of(GapKind.GAP, GapCause.of("BINLOG_PURGED", 0, text), "earliest", Certainty.EXACT,
                        1795341353000L)
                .withFrom(GapEnd.of(from)).withTo(GapEnd.of(to)).withMissing(MissingPart.ofGtids(UUID + ":78-140"))
                .withServers(server, server);
    }

    /** A decision of which nothing is known but that it was made. */
    public static GapDecision bare() {
        return decision(GapKind.REPLAY, 1);
    }

    public static GapDecision decision(GapKind kind, long atMillis) {
        return GapDecision.of(kind, GapCause.of("TEST", 0, ""), "halt", Certainty.POSSIBLE, atMillis);
    }

    public static GapEnd at(String file, long position) {
        return GapEnd.of(BinlogOffset.of(BinlogCoordinates.of(file, position), Gtids.parse(UUID + ":1-6"), 1795341103L,
                1795341000L, UUID + ":6"));
    }

    public static MissingPart files(int first, int last) {
        return MissingPart.ofFiles(BinlogFileName.parse("b." + first), BinlogFileName.parse("b." + last));
    }

    /** Decisions of every shape. */
    public static Arbitrary<GapDecision> decisions() {
        Arbitrary<GapDecision> plain = Combinators.combine(Arbitraries.of(GapKind.class), causes(),
                Arbitraries.of("gtid", "latest", "a.b_C-1"), Arbitraries.of(Certainty.class),
                Arbitraries.longs().greaterOrEqual(0)).as(GapDecision::of);
        Arbitrary<String> surplus = Arbitraries.of("", UUID + ":1-9", "0-1-5,1-2-3");
        return Builders.withBuilder(() -> new GapDecision[1])
                .use(plain).in((made, decision) -> with(made, decision))
                .use(ends()).in((made, end) -> with(made, made[0].withFrom(end)))
                .use(ends()).in((made, end) -> with(made, made[0].withTo(end)))
                .use(missings()).in((made, missing) -> with(made, made[0].withMissing(missing)))
                .use(surplus).in((made, text) -> with(made, text.isEmpty() ? made[0] : made[0].withSurplus(text)))
                .use(servers().tuple2()).in((made, two) -> with(made, made[0].withServers(two.get1(), two.get2())))
                .use(extras()).in((made, extras) -> with(made, made[0].withExtras(extras)))
                .build(made -> made[0]);
    }

    private static GapDecision[] with(GapDecision[] made, GapDecision next) {
        made[0] = next;
        return made;
    }

    public static Arbitrary<GapCause> causes() {
        return Combinators.combine(Arbitraries.of("PURGED", "X-1.y_"), Arbitraries.integers().greaterOrEqual(0),
                Arbitraries.strings().ofMaxLength(600)).as(GapCause::of);
    }

    public static Arbitrary<GapEnd> ends() {
        Arbitrary<Gtids> gtids = Arbitraries.of("", "empty", "0-1-5,1-2-3", UUID + ":1-9:11").map(Gtids::parse);
        Arbitrary<Long> times = Arbitraries.longs().greaterOrEqual(0);
        Arbitrary<GapEnd> offsets = Combinators.combine(Arbitraries.longs().greaterOrEqual(4), gtids, times, times,
                Arbitraries.of("", UUID + ":9")).as((position, set, time, created, last) -> GapEnd.of(
                        BinlogOffset.of(BinlogCoordinates.of("db.b-in.000123", position), set, time, created, last)));
        return Arbitraries.oneOf(offsets, Combinators.combine(gtids, times).as(GapEnd::of),
                Arbitraries.just(GapEnd.UNKNOWN));
    }

    public static Arbitrary<MissingPart> missings() {
        return Arbitraries.of(MissingPart.UNKNOWN, MissingPart.NOTHING, MissingPart.ofGtids(UUID + ":1-9"),
                MissingPart.ofGtids(UUID + ":a_tag:1"), files(9, 10), files(7, 7).withBytes(0),
                files(1, 2).withBytes(Long.MAX_VALUE));
    }

    private static Arbitrary<ServerIdentity> servers() {
        return Arbitraries.of(ServerIdentity.UNKNOWN, ServerIdentity.of(1, UUID), ServerIdentity.of(7, ""));
    }

    public static Arbitrary<Map<String, Object>> extras() {
        return Arbitraries.of(Map.of(), Map.of("later", true), Map.of("to", Map.of("depth", Map.of("m", 3))));
    }
}
