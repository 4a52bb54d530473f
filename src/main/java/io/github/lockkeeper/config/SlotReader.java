package io.github.lockkeeper.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the sources among the stock keys {@code canal.instance.masterN.…} and {@code standbyN.…}. */
final class SlotReader {

    private static final Pattern STOCK_KEY = Pattern.compile(
            "canal\\.instance\\.(master|standby)(\\d*)\\.(address|journal\\.name|position|timestamp|gtid)");
    private static final Pattern NUMBER = Pattern.compile("|[1-9]\\d{0,5}");
    private static final Pattern NOT_NEGATIVE = Pattern.compile("\\d{1,18}");

    private final ConfigInput input;
    private final Problems problems;
    private final SortedSet<Integer> numbers = new TreeSet<>();

    SlotReader(ConfigInput input, Problems problems) {
        this.input = input;
        this.problems = problems;
    }

    /** The sources in the order of their numbers. */
    List<SourceSlot> read() {
        stockKeys(this::noteMaster);
        dropPlainBesideNumbered();
        checkNumbering();
        stockKeys(this::checkStockKey);
        List<SourceSlot> slots = new ArrayList<>();
        for (int number : numbers) {
            slots.add(slot(number));
        }
        return slots;
    }

    /** Whether the key is one of a source's stock keys, whatever its number. */
    static boolean isStockKey(String key) {
        return STOCK_KEY.matcher(key).matches();
    }

    private void noteMaster(String key, Matcher parts) {
        if (!NUMBER.matcher(parts.group(2)).matches()) {
            problems.add(key, "has a number that is not a source's", "number the sources 1, 2, 3, …");
        } else if (parts.group(1).equals("master") && parts.group(3).equals("address")) {
            numbers.add(numberIn(parts));
        }
    }

    private void dropPlainBesideNumbered() {
        if (numbers.contains(SourceSlot.PLAIN) && numbers.size() > 1) {
            numbers.remove(SourceSlot.PLAIN);
            problems.add(SourceSlot.key("master", SourceSlot.PLAIN, "address"),
                    "is set beside " + SourceSlot.key("master", numbers.first(), "address"),
                    "remove it, or give that source a number of its own");
        }
    }

    private void checkNumbering() {
        if (numbers.isEmpty()) {
            problems.add(SourceSlot.key("master", 1, "address"), "is not set, so there is no source",
                    "set it to host:port, and master2, master3, … for further sources");
        }
        int expected = numbers.contains(SourceSlot.PLAIN) ? SourceSlot.PLAIN : 1;
        for (int number : numbers) {
            if (number != expected) {
                problems.add(SourceSlot.key("master", expected, "address"),
                        "is not set, although " + SourceSlot.key("master", number, "address") + " is",
                        "number the sources from 1 without a gap");
            }
            expected = number + 1;
        }
    }

    private void checkStockKey(String key, Matcher parts) {
        String value = input.value(key).get();
        if (NUMBER.matcher(parts.group(2)).matches() && !numbers.contains(numberIn(parts))
                && !key.equals(SourceSlot.key("master", SourceSlot.PLAIN, "address"))) {
            problems.add(key, "belongs to no source", "set " + SourceSlot.key("master", numberIn(parts), "address")
                    + " or remove this key");
        }
        if (!ConfigInput.isUnresolved(value)) {
            checkValue(key, parts.group(3), value);
        }
    }

    private void checkValue(String key, String what, String value) {
        if (what.equals("address")) {
            FullWidth.complaintAbout(value).ifPresent(wrong -> problems.add(key, wrong, FullWidth.MEND));
            AddressRule.complaintAbout(FullWidth.repaired(value))
                    .ifPresent(wrong -> problems.addValue(key, value, wrong, AddressRule.MEND));
        } else if (what.equals("position")) {
            checkNumber(key, value, "write the bytes as SHOW BINARY LOGS counts them");
        } else if (what.equals("timestamp")) {
            checkNumber(key, value, "write the milliseconds since 1970");
        }
    }

    private void checkNumber(String key, String value, String mend) {
        if (!NOT_NEGATIVE.matcher(value).matches()) {
            problems.addValue(key, value, "is not a number from 0 on", mend);
        }
    }

    private SourceSlot slot(int number) {
        return new SourceSlot(number, address("master", number).get(), address("standby", number));
    }

    private Optional<String> address(String role, int number) {
        return input.value(SourceSlot.key(role, number, "address")).map(FullWidth::repaired);
    }

    private void stockKeys(StockKeyVisitor visitor) {
        for (String key : input.keys()) {
            Matcher parts = STOCK_KEY.matcher(key);
            if (parts.matches() && input.value(key).isPresent()) {
                visitor.visit(key, parts);
            }
        }
    }

    private static int numberIn(Matcher parts) {
        return parts.group(2).isEmpty() ? SourceSlot.PLAIN : Integer.parseInt(parts.group(2));
    }

    private interface StockKeyVisitor {
        void visit(String key, Matcher parts);
    }
}
