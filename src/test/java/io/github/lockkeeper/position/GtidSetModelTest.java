package io.github.lockkeeper.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** {@link GtidSet} against the plainest model there is: a set of pairs. */
class GtidSetModelTest {
    private static final List<String> UUIDS = List.of(
            "00000000-0000-0000-0000-000000000001",
            "00000000-0000-0000-0000-00000000000a",
            "f0000000-0000-0000-0000-000000000001");
    private static final long LARGEST = 14;

    record Gtid(String uuid, long gno) {}

    @Provide
    Arbitrary<Gtid> gtid() {
        return Combinators.combine(Arbitraries.of(UUIDS), Arbitraries.longs().between(1, LARGEST)).as(Gtid::new);
    }

    @Provide
    Arbitrary<List<Gtid>> gtids() {
        return gtid().list().ofMaxSize(25);
    }

    @Property
    void plusAddsOneTransactionAndLeavesTheOldSetAlone(
            @ForAll("gtids") List<Gtid> gtids, @ForAll("gtid") Gtid added) {
        GtidSet before = setOf(gtids);
        GtidSet after = before.plus(added.uuid(), added.gno());

        Set<Gtid> expected = new HashSet<>(gtids);
        expected.add(added);
        assertSame(before, new HashSet<>(gtids));
        assertSame(after, expected);
    }

    @Property
    void unionHasWhatIsInEither(@ForAll("gtids") List<Gtid> one, @ForAll("gtids") List<Gtid> other) {
        Set<Gtid> expected = new HashSet<>(one);
        expected.addAll(other);

        assertSame(setOf(one).union(setOf(other)), expected);
    }

    @Property
    void subtractHasWhatIsOnlyInTheFirst(@ForAll("gtids") List<Gtid> one, @ForAll("gtids") List<Gtid> other) {
        Set<Gtid> expected = new HashSet<>(one);
        expected.removeAll(new HashSet<>(other));

        assertSame(setOf(one).subtract(setOf(other)), expected);
    }

    @Property
    void isContainedInIsTheSubsetRelation(@ForAll("gtids") List<Gtid> one, @ForAll("gtids") List<Gtid> other) {
        GtidSet set = setOf(one);
        GtidSet otherSet = setOf(other);

        assertThat(set.isContainedIn(otherSet)).isEqualTo(new HashSet<>(other).containsAll(one));
        assertThat(set.isContainedIn(set.union(otherSet))).isTrue();
        assertThat(set.subtract(otherSet).isContainedIn(set)).isTrue();
    }

    @Property
    void parseReadsOnePieceForEachTransaction(@ForAll("gtids") List<Gtid> gtids) {
        String text = gtids.stream().map(gtid -> gtid.uuid() + ":" + gtid.gno()).collect(Collectors.joining(","));

        assertSame(GtidSet.parse(text), new HashSet<>(gtids));
    }

    @Property
    void readsBackWhatItWrites(@ForAll("gtids") List<Gtid> gtids) {
        GtidSet set = setOf(gtids);

        assertThat(GtidSet.parse(set.toString())).isEqualTo(set).hasSameHashCodeAs(set);
    }

    @Property
    void equalSetsHaveEqualTexts(@ForAll("gtids") List<Gtid> one, @ForAll("gtids") List<Gtid> other) {
        boolean same = new HashSet<>(one).equals(new HashSet<>(other));

        assertThat(setOf(one).equals(setOf(other))).isEqualTo(same);
        assertThat(setOf(one).toString().equals(setOf(other).toString())).isEqualTo(same);
    }

    private static GtidSet setOf(List<Gtid> gtids) {
        GtidSet set = GtidSet.EMPTY;
        for (Gtid gtid : gtids) {
            set = set.plus(gtid.uuid(), gtid.gno());
        }
        return set;
    }

    private static void assertSame(GtidSet set, Set<Gtid> expected) {
        Set<Gtid> found = new HashSet<>();
        for (String uuid : UUIDS) {
            for (long gno = 1; gno <= LARGEST + 1; gno++) {
                if (set.contains(uuid, gno)) {
                    found.add(new Gtid(uuid, gno));
                }
            }
        }
        assertThat(found).isEqualTo(expected);
        assertThat(set.count()).isEqualTo(expected.size());
        assertThat(set.isEmpty()).isEqualTo(expected.isEmpty());
    }
}
