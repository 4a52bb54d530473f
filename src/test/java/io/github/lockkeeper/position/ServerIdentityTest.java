package io.github.lockkeeper.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ServerIdentityTest {
    private static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final String OTHER_UUID = "4e11fa47-71ca-11e1-9e33-c80aa9429562";

    @Test
    void withTwoUuidsOnlyTheyDecide() {
        assertThat(ServerIdentity.of(1, UUID).isSameServer(ServerIdentity.of(2, UUID))).isTrue();
        assertThat(ServerIdentity.of(1, UUID).isSameServer(ServerIdentity.of(1, OTHER_UUID))).isFalse();
        assertThat(ServerIdentity.of(1, UUID).isSameServer(ServerIdentity.of(1, UUID.toUpperCase()))).isTrue();
    }

    @Test
    void withoutThemTheServerIdDecides() {
        assertThat(ServerIdentity.of(1, "").isSameServer(ServerIdentity.of(1, ""))).isTrue();
        assertThat(ServerIdentity.of(1, "").isSameServer(ServerIdentity.of(1, UUID))).isTrue();
        assertThat(ServerIdentity.of(1, UUID).isSameServer(ServerIdentity.of(2, ""))).isFalse();
    }

    @Test
    void theUnknownIsNeverProvenTheSame() {
        assertThat(ServerIdentity.UNKNOWN.isSameServer(ServerIdentity.UNKNOWN)).isFalse();
        assertThat(ServerIdentity.of(0, UUID).isSameServer(ServerIdentity.of(0, ""))).isFalse();
        assertThat(ServerIdentity.UNKNOWN.isKnown()).isFalse();
        assertThat(ServerIdentity.of(0, UUID).isKnown()).isTrue();
        assertThat(ServerIdentity.of(1, "").isKnown()).isTrue();
    }

    @Test
    void idsAre32BitsUnsigned() {
        assertThat(ServerIdentity.of(4294967295L, "").serverId()).isEqualTo(4294967295L);
        assertThatIllegalArgumentException().isThrownBy(() -> ServerIdentity.of(4294967296L, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> ServerIdentity.of(-1, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> ServerIdentity.of(1, "a\nb"));
    }

    @Test
    void isAValue() {
        assertThat(ServerIdentity.of(1, UUID)).isEqualTo(ServerIdentity.of(1, UUID))
                .hasSameHashCodeAs(ServerIdentity.of(1, UUID))
                .isNotEqualTo(ServerIdentity.of(2, UUID)).isNotEqualTo(ServerIdentity.of(1, ""))
                .hasToString("server_id=1 server_uuid=" + UUID);
        assertThat(ServerIdentity.of(0, "")).isEqualTo(ServerIdentity.UNKNOWN).hasToString("unknown");
    }
}
