package io.github.lockkeeper.persistence.zookeeper;

import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

/** ACLs as {@code zkCli} writes them. */
final class Acls {
    private static final String LETTERS = "rwcda";
    private static final int[] PERMISSIONS = {Perms.READ, Perms.WRITE, Perms.CREATE, Perms.DELETE, Perms.ADMIN};

    private Acls() {
    }

    /**
     * @param text {@code scheme:id:perms}, several with commas; an id may hold colons
     * @throws IllegalArgumentException if it is anything else
     */
    static List<ACL> parse(String text) {
        List<ACL> acls = new ArrayList<>();
        for (String one : text.split(",")) {
            int first = one.indexOf(':');
            int last = one.lastIndexOf(':');
            if (first <= 0 || last <= first) {
                throw new IllegalArgumentException(one.trim() + " is not scheme:id:perms");
            }
            Id id = new Id(one.substring(0, first).trim(), one.substring(first + 1, last).trim());
            acls.add(new ACL(permissions(one.substring(last + 1).trim()), id));
        }
        return acls;
    }

    private static int permissions(String letters) {
        int permissions = 0;
        for (char letter : letters.toCharArray()) {
            int index = LETTERS.indexOf(letter);
            if (index < 0) {
                throw new IllegalArgumentException("permissions are letters of " + LETTERS + ": " + letters);
            }
            permissions |= PERMISSIONS[index];
        }
        if (permissions == 0) {
            throw new IllegalArgumentException("no permissions");
        }
        return permissions;
    }
}
