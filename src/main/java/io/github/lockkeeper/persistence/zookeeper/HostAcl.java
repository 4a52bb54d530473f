package io.github.lockkeeper.persistence.zookeeper;

import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.zookeeper.KeeperException.NoAuthException;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.data.ACL;

/** The ACL of what is made here: the configured one, else that of the host's own root, which whoever runs it chose. */
final class HostAcl implements ACLProvider {
    private final boolean isConfigured;
    private volatile List<ACL> acl;

    HostAcl(ZooKeeperPlace place) {
        isConfigured = !place.acl().isEmpty();
        acl = isConfigured ? Acls.parse(place.acl()) : Ids.OPEN_ACL_UNSAFE;
    }

    /** Looks at the host's root; where that cannot be seen, it stays as it is. */
    void learn(CuratorFramework client) throws ZooKeeperFailure {
        if (isConfigured) {
            return;
        }
        try {
            acl = client.getACL().forPath(DestinationPaths.HOST_ROOT);
        } catch (NoNodeException | NoAuthException e) {
            acl = Ids.OPEN_ACL_UNSAFE;
        } catch (Exception e) {
            throw ZooKeeperFailure.of(e);
        }
    }

    @Override
    public List<ACL> getDefaultAcl() {
        return acl;
    }

    @Override
    public List<ACL> getAclForPath(String path) {
        return acl;
    }
}
