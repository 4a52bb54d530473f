package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.canal.meta.GroupMetaManager;
import io.github.lockkeeper.cursor.LateSends;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Has every source of the group send again what a former owner may have sent late. Looked at by the group's timer. */
final class GroupLateSends {

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

    /** Never throws: it would end the timer, and with it what looks after all sources. */
    void check() {
        try {
            look();
            failure = "";
        } catch (RuntimeException e) {
            if (!failure.equals(e.toString())) {
                failure = e.toString();
                reporter.warn("what a former owner may have sent late could not be looked after: " + e, e);
            }
        }
    }

    private void look() {
        List<LateSends> words = metaManager.lateSends();
        told.retainAll(words);
        for (LateSends word : words) {
            if (told.add(word)) {
                reporter.warn(word + ", may have sent old changes behind newer ones: what came since then is sent again");
            }
        }
        members.forEach(member -> member.sendAgain(words));
        words.stream().filter(word -> members.stream().allMatch(member -> member.hasSentAgain(word)))
                .forEach(metaManager::settled);
    }
}
