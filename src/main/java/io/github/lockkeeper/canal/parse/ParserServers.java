package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import io.github.lockkeeper.config.GtidMode;
import io.github.lockkeeper.liveness.SourceState;

/** The servers of a source, as its parser uses them. */
final class ParserServers implements StandbySwitch.Servers {

    private final SourceEventParser parser;

    ParserServers(SourceEventParser parser) {
        this.parser = parser;
    }

    @Override
    public ServerChoice choice() {
        return parser.choice();
    }

    @Override
    public AuthenticationInfo inUse() {
        return parser.inUse();
    }

    @Override
    public void use(AuthenticationInfo server) {
        parser.use(server);
    }

    @Override
    public void reconnect() {
        parser.reconnect();
    }

    @Override
    public boolean isStreaming() {
        return parser.condition().state() == SourceState.STREAMING;
    }

    @Override
    public long attempts() {
        return parser.attempts();
    }

    @Override
    public boolean mayReturnToMaster() {
        return parser.returnsToMaster && parser.gtidMode != GtidMode.OFF;
    }

    @Override
    public void tell(String line, boolean bad) {
        String full = "source=" + parser.source + " " + line;
        if (bad) {
            parser.reporter.warn(full);
        } else {
            parser.reporter.note(full);
        }
    }
}
