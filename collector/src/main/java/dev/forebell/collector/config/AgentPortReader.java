package dev.forebell.collector.config;

import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code tls} of {@code collector.yaml}. */
final class AgentPortReader {
  private static final String ADDRESS = "an IP address of this machine, or 0.0.0.0 for all of them";
  private static final String NAME = "a host name or an IP address, without port";
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}))*");

  private AgentPortReader() {}

  static AgentPort read(YamlMap map) {
    map.expect(Shape.TLS.keys());
    List<String> names = map.each("names", AgentPortReader::name);
    if (map.has("names") && names.isEmpty()) {
      map.keyProblem("names", "nobody could reach it", "at least one name that agents dial");
    }
    return new AgentPort(
        map.get("address").flatMap(AgentPortReader::address).orElse("0.0.0.0"),
        map.integer("port", 0, 65_535).orElse(AgentPort.PORT),
        names,
        files(map));
  }

  private static Optional<AgentPort.CertificateFiles> files(YamlMap map) {
    Optional<String> certificate = map.text("certificate");
    Optional<String> key = map.text("key");
    if (certificate.isPresent() != key.isPresent()) {
      map.problem(
          "only one of 'certificate' and 'key' is given",
          "both, or neither for a certificate of the collector's own authority");
    }
    return certificate.flatMap(file -> key.map(k -> new AgentPort.CertificateFiles(file, k)));
  }

  private static Optional<String> address(YamlValue value) {
    return value.parse(
        text -> isAddress(text) ? Parsed.good(text) : bad(text, "is no IP address", ADDRESS),
        ADDRESS);
  }

  private static Optional<String> name(YamlValue value) {
    return value.parse(
        text ->
            isAddress(text) || HOST_NAME.matcher(text).matches()
                ? Parsed.good(text)
                : bad(text, "is no name of a machine", NAME),
        NAME);
  }

  private static Parsed<String> bad(String text, String what, String expected) {
    return Parsed.bad(Quantity.quoted(text) + " " + what, expected);
  }

  private static boolean isAddress(String text) {
    try {
      return !InetAddress.ofLiteral(text).getHostAddress().isEmpty();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }
}
