package io.github.lockkeeper.persistence.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.persistence.CursorStoreContract;
import org.junit.jupiter.api.Test;

class MemoryCursorStoreTest extends CursorStoreContract {
    private final MemoryCursorStore place = new MemoryCursorStore();

    @Override
    protected CursorStore open() {
        return place.sharing();
    }

    @Test
    void everyNewStoreIsAPlaceOfItsOwn() {
        place.claim().close();

        assertThat(place.load()).isPresent();
        assertThat(new MemoryCursorStore().load()).isEmpty();
    }
}
