package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.canal.meta.GroupMetaManager;
import io.github.lockkeeper.cursor.LateSends;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Has every source of the group send again what a former owner may have sent late. On a thread of its own: it asks the
 * journal, which waits for its store.
 */
final class GroupLateSends {

    static final long PERIOD_MILLIS = 200;

    private final GroupMetaManager metaManager;
    private final List<SourceEventParser> members;
    private final Reporter reporter;
    private final Set<LateSends> told = new HashSet<>();
    /** What was told last. */
    private String failure = "";

    GroupLateSends(GroupMetaManager metaManager, List<SourceEventParser> members, Reporter reporter) {
        this.metaManager = metaManager;
        this.members = members;
        this.reporter = reporter;
    }

    /** Never throws: it would not be called again. */
    void check() {
        String now = "";
        try {
            List<LateSends> words = metaManager.lateSends();
            tell(words);
            for (SourceEventParser member : members) {
                now += sendAgain(member, words);
            }
            words.stream().filter(word -> members.stream().allMatch(member -> member.hasSentAgain(word)))
                    .forEach(metaManager::settled);
        } catch (RuntimeException | Error e) {
            now += e;
        }
        if (!now.isEmpty() && !now.equals(failure)) {
            reporter.warn("what a former owner may have sent late could not be looked after: " + now);
        }
        failure = now;
    }

    private void tell(List<LateSends> words) {
        told.retainAll(words);
        for (LateSends word : words) {
            if (told.add(word)) {
                reporter.warn(word + ", may have sent old changes behind newer ones: what came since then is sent again");
            }
        }
    }

    /** @return what failed; one source's trouble keeps no other from it */
    private static String sendAgain(SourceEventParser member, List<LateSends> words) {
        try {
            member.sendAgain(words);
            return "";
        } catch (RuntimeException e) {
            return "source=" + member.source() + " " + e + " ";
        }
    }
}
