package dev.forebell.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Secret;
import dev.forebell.common.wire.WireLimits;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkSettingsTest {
  static LinkSettings to(String collector) {
    return new LinkSettings(
        URI.create(collector), new Secret("key"), "a", "b", Optional.empty(), WireLimits.DEFAULT);
  }

  @Test
  void plainTextIsForThisMachineOnly() {
    assertFalse(to("ws://127.0.0.1:80/agent/v1").tls());
    assertFalse(to("ws://localhost:80/agent/v1").tls());
    assertEquals("::1", to("ws://[::1]:80/agent/v1").host());
    String remote = "ws://collector.example/agent/v1";
    String message = assertThrows(IllegalArgumentException.class, () -> to(remote)).getMessage();
    assertTrue(message.contains("wss://"), message);
    assertThrows(IllegalArgumentException.class, () -> to("ws://192.0.2.1/agent/v1"));
    assertThrows(IllegalArgumentException.class, () -> to("ws://127.0.0.1.example.org/agent/v1"));
  }

  @Test
  void theUsualPortsAreAssumed() {
    assertEquals(443, to("wss://collector.example/agent/v1").port());
    assertEquals(80, to("ws://localhost/agent/v1").port());
    assertEquals(8443, to("wss://collector.example:8443/agent/v1").port());
  }

  @Test
  void otherSchemesAreRefusedAndTheKeyIsNeverPrinted() {
    assertThrows(IllegalArgumentException.class, () -> to("https://collector.example/"));
    assertThrows(IllegalArgumentException.class, () -> to("collector.example"));
    assertFalse(to("wss://collector.example").toString().contains("key=key"));
  }
}
