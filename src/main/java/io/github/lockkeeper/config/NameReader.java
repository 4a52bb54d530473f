package io.github.lockkeeper.config;

import io.github.lockkeeper.position.SourceName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives each source its name: the one written for it, else its address. */
final class NameReader {

    private static final String KEY = ConfigKeys.NAMES.name();
    private static final String MEND = "give each source one name of letters, digits, '-', '_', separated by ','";

    private final ConfigInput input;
    private final Problems problems;

    NameReader(ConfigInput input, Problems problems) {
        this.input = input;
        this.problems = problems;
    }

    /** The names as written, whether legal or not; empty if the sources have none. */
    List<String> written() {
        String names = input.value(KEY).map(FullWidth::repaired).orElse("");
        if (names.isEmpty() || ConfigInput.isUnresolved(names)) {
            return Collections.emptyList();
        }
        List<String> written = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            written.add(name.trim());
        }
        return written;
    }

    /** The names of the sources in order; fewer if some cannot be told, which is then a problem. */
    List<SourceName> read(List<SourceSlot> slots) {
        if (!input.value(KEY).isPresent()) {
            return namesByAddress(slots);
        }
        List<String> written = written();
        checkCount(written, slots);
        return writtenNames(written);
    }

    private List<SourceName> namesByAddress(List<SourceSlot> slots) {
        Set<SourceName> names = new LinkedHashSet<>();
        for (SourceSlot slot : slots) {
            if (!ConfigInput.isUnresolved(slot.address()) && !AddressRule.complaintAbout(slot.address()).isPresent()
                    && !names.add(SourceName.ofAddress(slot.address()))) {
                problems.addValue(slot.addressKey(), slot.address(),
                        "is the address of another source too, and neither has a name", "set " + KEY);
            }
        }
        return new ArrayList<>(names);
    }

    private void checkCount(List<String> written, List<SourceSlot> slots) {
        if (!written.isEmpty() && !slots.isEmpty() && written.size() != slots.size()) {
            String addresses = slots.stream().map(SourceSlot::addressKey).collect(Collectors.joining(", "));
            problems.add(KEY, "has " + written.size() + " names for " + slots.size() + " sources (" + addresses + ")",
                    MEND);
        }
    }

    private List<SourceName> writtenNames(List<String> written) {
        Set<SourceName> names = new LinkedHashSet<>();
        for (String name : written) {
            try {
                if (!names.add(SourceName.of(name))) {
                    problems.add(KEY, "has the name '" + name + "' twice", MEND);
                }
            } catch (IllegalArgumentException e) {
                problems.add(KEY, "has an illegal name '" + name + "'", MEND);
            }
        }
        return new ArrayList<>(names);
    }
}
