package io.github.lockkeeper.persistence.json;

import java.util.Map;

/** The host's node of who runs a destination (ServerRunningData): {@code {"active":true,"address":"10.0.0.1:11111"}}. */
public final class RunningJson {
    private RunningJson() {
    }

    /** The address in it; the text as it is if it is none of the host's. */
    public static String address(byte[] text) {
        try {
            Object json = StrictJson.parse(text);
            Object address = json instanceof Map ? ((Map<?, ?>) json).get("address") : null;
            return address == null ? "nobody" : address.toString();
        } catch (MalformedRecordException malformed) {
            return "nobody that can be read";
        }
    }
}
