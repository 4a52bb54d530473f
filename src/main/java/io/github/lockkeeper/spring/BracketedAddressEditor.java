package io.github.lockkeeper.spring;

import com.alibaba.otter.canal.instance.spring.support.SocketAddressEditor;
import java.net.InetSocketAddress;

/** Reads {@code host:port} and {@code [IPv6]:port}. The host's own editor knows no IPv6 before Canal 1.1.8. */
public class BracketedAddressEditor extends SocketAddressEditor {

    /** @param text an address that the configuration has checked, or nothing where there is no server */
    @Override
    public void setAsText(String text) {
        String address = text.trim();
        setValue(address.isEmpty() ? null : parse(address));
    }

    private static InetSocketAddress parse(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon).replace("[", "").replace("]", "");
        return new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
    }
}
