package io.github.lockkeeper.config;

import java.util.List;
import java.util.Optional;

/**
 * Compares the host's two buffers. A transaction buffer that is larger than the store hands over more entries in one
 * piece than the store can ever take, and the host then waits for ever without a word.
 */
final class BufferAudit {

    /** The size of the host's store. Not in the catalogue: it is Canal's own and cannot be overridden. */
    static final ConfigKey STORE_SIZE = ConfigKey.groupWide("canal.instance.memory.buffer.size", "16384",
            ValueRule.powerOfTwo(), "How many entries the store holds.");

    private final ConfigInput input;
    private final Problems problems;

    BufferAudit(ConfigInput input, Problems problems) {
        this.input = input;
        this.problems = problems;
    }

    void run(List<String> sourceNames) {
        String groupWide = ConfigKeys.TRANSACTION_SIZE.groupWideKey().get();
        Optional<String> written = input.value(STORE_SIZE.name()).filter(value -> !ConfigInput.isUnresolved(value));
        written.ifPresent(value -> STORE_SIZE.rule().complaintAbout(value).ifPresent(wrong ->
                problems.addValue(STORE_SIZE.name(), value, wrong, "set it to a power of two, e.g. 16384")));
        String storeSize = written.orElse(STORE_SIZE.defaultValue());
        compare(groupWide, input.value(groupWide).orElse(ConfigKeys.TRANSACTION_SIZE.defaultValue()), storeSize);
        for (String source : sourceNames) {
            String key = ConfigKeys.TRANSACTION_SIZE.nameFor(source);
            input.value(key).ifPresent(size -> compare(key, size, storeSize));
        }
    }

    private void compare(String key, String transactionSize, String storeSize) {
        if (isSize(transactionSize) && isSize(storeSize)
                && Long.parseLong(transactionSize) > Long.parseLong(storeSize)) {
            problems.addValue(key, transactionSize, "is more than " + STORE_SIZE.name() + " = " + storeSize
                    + ", so a large transaction would block for ever", "lower it to at most " + storeSize);
        }
    }

    private static boolean isSize(String value) {
        return !STORE_SIZE.rule().complaintAbout(value).isPresent();
    }
}
