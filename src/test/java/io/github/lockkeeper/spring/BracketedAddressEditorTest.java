package io.github.lockkeeper.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BracketedAddressEditorTest {

    private final BracketedAddressEditor editor = new BracketedAddressEditor();

    @ParameterizedTest
    @CsvSource({"10.0.0.1:3306,10.0.0.1,3306", "' 10.0.0.1:3307 ',10.0.0.1,3307", "[::1]:1,0:0:0:0:0:0:0:1,1"})
    void hostAndPort(String text, String host, int port) {
        editor.setAsText(text);

        InetSocketAddress address = (InetSocketAddress) editor.getValue();
        assertThat(address.getAddress().getHostAddress()).isEqualTo(host);
        assertThat(address.getPort()).isEqualTo(port);
    }

    @Test
    void nothingIsNoServer() {
        editor.setAsText("10.0.0.1:3306");
        editor.setAsText("  ");

        assertThat(editor.getValue()).isNull();
    }
}
