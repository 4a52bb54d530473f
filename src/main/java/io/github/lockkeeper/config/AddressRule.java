package io.github.lockkeeper.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an address has to look like: {@code host:port}, an IPv6 host in brackets. */
final class AddressRule {

    static final String MEND = "write host:port, e.g. 10.0.0.1:3306 or [2001:db8::1]:3306";

    private static final Pattern BRACKETED = Pattern.compile("\\[[A-Za-z0-9:.%_-]+](?::(.*))?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+");
    private static final int MAX_PORT = 65535;

    private AddressRule() {
    }

    /** What is wrong with an address, as the rest of a sentence that begins with it. */
    static Optional<String> complaintAbout(String address) {
        if (address.startsWith("[")) {
            Matcher matcher = BRACKETED.matcher(address);
            return matcher.matches() ? complaintAboutPort(matcher.group(1)) : Optional.of("is not an address");
        }
        int colon = address.indexOf(':');
        if (colon != address.lastIndexOf(':')) {
            return Optional.of("is not one host and one port; an IPv6 address needs brackets");
        }
        String host = colon < 0 ? address : address.substring(0, colon);
        if (!HOST.matcher(host).matches()) {
            return Optional.of("has no valid host");
        }
        return complaintAboutPort(colon < 0 ? null : address.substring(colon + 1));
    }

    private static Optional<String> complaintAboutPort(String port) {
        if (port == null || port.isEmpty()) {
            return Optional.of("has no port");
        }
        boolean valid = port.matches("\\d{1,5}") && Integer.parseInt(port) > 0 && Integer.parseInt(port) <= MAX_PORT;
        return valid ? Optional.empty() : Optional.of("has a port that is not a number from 1 to " + MAX_PORT);
    }
}
