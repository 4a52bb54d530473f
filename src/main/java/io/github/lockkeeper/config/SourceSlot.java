package io.github.lockkeeper.config;

import java.util.Objects;
import java.util.Optional;

/** A source as the stock keys spell it: its number, or none for a plain single-source file, and its addresses. */
final class SourceSlot {

    /** The keys of a plain single-source file carry no number. */
    static final int PLAIN = 0;

    private final int number;
    private final String address;
    private final String standbyAddress;

    SourceSlot(int number, String address, Optional<String> standbyAddress) {
        this.number = number;
        this.address = Objects.requireNonNull(address, "address");
        this.standbyAddress = standbyAddress.orElse("");
    }

    int number() {
        return number;
    }

    String address() {
        return address;
    }

    Optional<String> standbyAddress() {
        return standbyAddress.isEmpty() ? Optional.empty() : Optional.of(standbyAddress);
    }

    String addressKey() {
        return key("master", number, "address");
    }

    /** For example {@code canal.instance.master1.address}, or without the number for a plain file. */
    static String key(String role, int number, String what) {
        return "canal.instance." + role + (number == PLAIN ? "" : String.valueOf(number)) + "." + what;
    }
}
