package io.github.lockkeeper.config;

import java.util.Locale;

/** Knows which keys hold secrets: their values reach no message, no log and no page. */
public final class Secrets {

    private static final String[] ENDINGS = {"password", "passwd", "secretkey", "accesskey", "pwdpublickey", "zookeeper.auth"};

    private Secrets() {
    }

    /** Whether the value of this key must never be shown. */
    public static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        for (String ending : ENDINGS) {
            if (lower.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** The value as it may be shown: itself, or asterisks that do not even tell its length. */
    public static String shown(String key, String value) {
        return isSecret(key) ? "***" : value;
    }
}
