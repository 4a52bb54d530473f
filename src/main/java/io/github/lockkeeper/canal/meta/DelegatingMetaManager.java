package io.github.lockkeeper.canal.meta;

import com.alibaba.otter.canal.common.AbstractCanalLifeCycle;
import com.alibaba.otter.canal.meta.CanalMetaManager;
import com.alibaba.otter.canal.protocol.ClientIdentity;
import com.alibaba.otter.canal.protocol.position.Position;
import com.alibaba.otter.canal.protocol.position.PositionRange;
import java.util.List;
import java.util.Map;

/**
 * Passes everything to one of the host's own managers, which keeps subscriptions and batches as it always did.
 * Thread rules are the delegate's.
 */
abstract class DelegatingMetaManager extends AbstractCanalLifeCycle implements CanalMetaManager {

    private CanalMetaManager host;

    /** The host's manager that subscriptions, batches and the cursor for the way back are kept in. */
    public void setHostMetaManager(CanalMetaManager hostMetaManager) {
        this.host = hostMetaManager;
    }

    protected CanalMetaManager host() {
        return host;
    }

    @Override
    public void subscribe(ClientIdentity client) {
        host.subscribe(client);
    }

    @Override
    public boolean hasSubscribe(ClientIdentity client) {
        return host.hasSubscribe(client);
    }

    @Override
    public void unsubscribe(ClientIdentity client) {
        host.unsubscribe(client);
    }

    @Override
    public Position getCursor(ClientIdentity client) {
        return host.getCursor(client);
    }

    @Override
    public void updateCursor(ClientIdentity client, Position position) {
        host.updateCursor(client, position);
    }

    @Override
    public List<ClientIdentity> listAllSubscribeInfo(String destination) {
        return host.listAllSubscribeInfo(destination);
    }

    @Override
    public PositionRange getFirstBatch(ClientIdentity client) {
        return host.getFirstBatch(client);
    }

    @Override
    public PositionRange getLastestBatch(ClientIdentity client) {
        return host.getLastestBatch(client);
    }

    @Override
    public Long addBatch(ClientIdentity client, PositionRange range) {
        return host.addBatch(client, range);
    }

    @Override
    public void addBatch(ClientIdentity client, PositionRange range, Long batchId) {
        host.addBatch(client, range, batchId);
    }

    @Override
    public PositionRange getBatch(ClientIdentity client, Long batchId) {
        return host.getBatch(client, batchId);
    }

    @Override
    public PositionRange removeBatch(ClientIdentity client, Long batchId) {
        return host.removeBatch(client, batchId);
    }

    @Override
    public Map<Long, PositionRange> listAllBatchs(ClientIdentity client) {
        return host.listAllBatchs(client);
    }

    @Override
    public void clearAllBatchs(ClientIdentity client) {
        host.clearAllBatchs(client);
    }
}
