package io.github.lockkeeper.cursor.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.CursorTracker;
import io.github.lockkeeper.cursor.SourceCursor;
import java.util.Optional;

/** What must hold after each step of a history. */
final class HistoryChecks {

    private HistoryChecks() {
    }

    static void source(SourceScript script, Model model, CursorTracker tracker, CursorKeeper keeper) {
        int source = script.source();
        Optional<SourceCursor> acknowledged = tracker.acknowledged(script.name());
        assertThat(place(script, acknowledged)).as("acknowledged cursor of %s", script.name())
                .isEqualTo(model.acknowledged(source));
        assertThat(place(script, tracker.handedOver(script.name()))).as("handed over of %s", script.name())
                .isEqualTo(model.handedOver(source));
        assertThat(place(script, keeper.stored(script.name()))).as("durable cursor of %s", script.name())
                .isEqualTo(model.durable(source));
        noLoss(script, model, acknowledged);
        noLoss(script, model, keeper.stored(script.name()));
        acknowledged.ifPresent(cursor -> {
            assertThat(cursor.identity()).isEqualTo(script.identity());
            assertThat(cursor.address()).isEqualTo(script.address());
        });
        if (model.isAllAcknowledged() && model.handedOver(source).isPresent()) {
            assertThat(place(script, acknowledged)).as("nothing is outstanding")
                    .isEqualTo(model.handedOver(source));
        }
    }

    /** I1, by what the client holds, whatever the model of marks says. */
    private static void noLoss(SourceScript script, Model model, Optional<SourceCursor> cursor) {
        cursor.ifPresent(at -> assertThat(model.missingBefore(script.source(), script.startingAt(at.offset())))
                .as("events before the cursor of %s that nobody acknowledged", script.name()).isEmpty());
    }

    static void whole(Model model, CursorTracker tracker) {
        assertThat(tracker.pendingMarks()).as("marks").isEqualTo(model.waiting());
        assertThat(tracker.droppedCalls()).as("dropped calls").isEqualTo(model.dropped());
    }

    private static Optional<Integer> place(SourceScript script, Optional<SourceCursor> cursor) {
        return cursor.map(found -> script.startingAt(found.offset()));
    }
}
