package io.github.lockkeeper.persistence.zookeeper;

import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;

/** Why ZooKeeper did not do what was asked, as far as the caller decides on it. */
final class ZooKeeperFailure extends Exception {
    /** What is certain after the failure. */
    enum Kind {
        /** A node was not as it had to be; nothing was done. */
        CHANGED,
        /** It was refused or could not even be sent; nothing was done. */
        REFUSED,
        /** There was no answer: it may have been done, or not. */
        UNANSWERED
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private ZooKeeperFailure(Kind kind, String reason, Exception cause) {
        super(reason, cause);
        this.kind = kind;
    }

    /** An interrupt is kept in the thread. */
    static ZooKeeperFailure of(Exception cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new ZooKeeperFailure(Kind.UNANSWERED, "the thread was interrupted", cause);
        }
        if (cause instanceof KeeperException) {
            Code code = ((KeeperException) cause).code();
            return new ZooKeeperFailure(kindOf(code), reasonOf(code), cause);
        }
        return new ZooKeeperFailure(Kind.REFUSED, String.valueOf(cause), cause);
    }

    private static Kind kindOf(Code code) {
        switch (code) {
            case BADVERSION:
            case NONODE:
            case NODEEXISTS:
                return Kind.CHANGED;
            case CONNECTIONLOSS:
            case OPERATIONTIMEOUT:
            case REQUESTTIMEOUT:
            case SESSIONEXPIRED:
            case SESSIONMOVED:
            case SESSIONCLOSEDREQUIRESASLAUTH:
                return Kind.UNANSWERED;
            default:
                return Kind.REFUSED;
        }
    }

    private static String reasonOf(Code code) {
        switch (code) {
            case NOAUTH:
                return "its ACL does not let this server do that";
            case AUTHFAILED:
                return "the authentication was refused";
            case INVALIDACL:
                return "the ACL is not valid there";
            case CONNECTIONLOSS:
                return "there is no connection";
            case SESSIONEXPIRED:
                return "the session expired";
            default:
                return code.toString();
        }
    }

    Kind kind() {
        return kind;
    }
}
