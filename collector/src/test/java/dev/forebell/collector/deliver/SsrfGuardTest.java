package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SsrfGuardTest {
  private static final SsrfGuard CLOSED = new SsrfGuard(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "100::1",
        "5f00::1"
      })
  void noAddressThatOnlyTheCollectorReachesIsPermitted(String address) {
    assertFalse(CLOSED.permits(AddressText.bytes(address).orElseThrow()), address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "172.32.0.1",
        "100.128.0.1",
        "192.169.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001::1",
        "::ffff:8.8.8.8"
      })
  void publicAddressesArePermitted(String address) {
    assertTrue(CLOSED.permits(AddressText.bytes(address).orElseThrow()), address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433", "0x7f000001", "0X7F.1", "017700000001", "0177.0.0.1", "127.1", "127.0.1",
        "0x7f.0.0.1", "127.0.0.01", "127.0.0.1.", "256.1.1.1", "10.0.0.0x1", "1.2.3.4.5", "0x"
      })
  void spellingsThatProgramsReadDifferentlyAreRefusedUnresolved(String host) {
    assertTrue(CLOSED.hostProblem(host).isPresent(), host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "desk.example", "1and1.example", "0x7f.example", "::1", "a-1.b2"})
  void plainHostsMayBeResolved(String host) {
    assertTrue(CLOSED.hostProblem(host).isEmpty(), host);
  }

  @Test
  void onlyWhatTheEndpointAllowsIsOpened() {
    SsrfGuard guard = new SsrfGuard(List.of("10.1.0.0/16", "fd00:1::/32", "192.168.7.9"));
    assertEquals(
        List.of(true, false, true, false, true, false, true),
        List.of(
            permits(guard, "10.1.255.1"),
            permits(guard, "10.2.0.1"),
            permits(guard, "fd00:1::5"),
            permits(guard, "fd00:2::5"),
            permits(guard, "192.168.7.9"),
            permits(guard, "192.168.7.8"),
            permits(guard, "::ffff:10.1.0.1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "all", "127.0.0.0/33", "127.0.0.0/-1", "/0", "127/8", "::/129", ":::/0"})
  void aMalformedRangeAllowsNothing(String range) {
    assertFalse(permits(new SsrfGuard(List.of(range)), "127.0.0.1"), range);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::1::", "1::2::3", "12345::", ":1"})
  void malformedAddressesAreNone(String text) {
    assertTrue(AddressText.bytes(text).isEmpty(), text);
  }

  private static boolean permits(SsrfGuard guard, String address) {
    return guard.permits(AddressText.bytes(address).orElseThrow());
  }
}
