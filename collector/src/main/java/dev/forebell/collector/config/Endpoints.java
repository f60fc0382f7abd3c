package dev.forebell.collector.config;

import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Secret;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The parts of a webhook's address and identity, each checked without asking the network. */
final class Endpoints {
  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*/(\\d{1,3})");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,100}");
  private static final List<String> EVENTS =
      Stream.concat(
              Stream.of(
                      "opened",
                      "severity_changed",
                      "promoted",
                      "demoted",
                      "acknowledged",
                      "assigned",
                      "contacted",
                      "dispatched",
                      "arrived",
                      "diagnosed",
                      "commented",
                      "reported",
                      "linked",
                      "excluded",
                      "restored",
                      "relapsed",
                      "resolved",
                      "reopened",
                      "closed",
                      "suppressed",
                      "absorbed",
                      "notified")
                  .map("incident."::concat),
              Stream.of(
                      "started",
                      "warning",
                      "breached",
                      "met",
                      "not_needed",
                      "paused",
                      "resumed",
                      "voided")
                  .map("sla."::concat))
          .toList();

  private Endpoints() {}

  /** {@code 10.0.0.0/8} or {@code fd00::/8}. */
  static Optional<String> range(YamlValue value) {
    String expected = "an address range such as 127.0.0.0/8 or fd00::/8";
    return value.parse(
        text ->
            isRange(text)
                ? Parsed.good(text)
                : Parsed.bad(Quantity.quoted(text) + " is not an address range", expected),
        expected);
  }

  private static boolean isRange(String text) {
    Matcher four = IPV4.matcher(text);
    Matcher six = IPV6.matcher(text);
    return four.matches()
        ? IntStream.rangeClosed(1, 4).allMatch(i -> Integer.parseInt(four.group(i)) <= 255)
            && Integer.parseInt(four.group(5)) <= 32
        : six.matches() && Integer.parseInt(six.group(1)) <= 128;
  }

  /** Standard Webhooks: {@code whsec_} and 24 to 64 bytes in base64. Never quoted in a message. */
  static Optional<Secret> signingSecret(YamlValue value, String text) {
    Optional<Secret> secret =
        text.startsWith("whsec_") && hasKeyLength(text.substring("whsec_".length()))
            ? Optional.of(new Secret(text))
            : Optional.empty();
    if (secret.isEmpty()) {
      value.problem("not a signing secret", "whsec_ followed by 24 to 64 bytes in base64");
    }
    return secret;
  }

  private static boolean hasKeyLength(String base64) {
    try {
      int length = Base64.getDecoder().decode(base64).length;
      return length >= 24 && length <= 64;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  static boolean isHeader(YamlValue value, String name) {
    boolean valid =
        HEADER.matcher(name).matches() && !name.regionMatches(true, 0, "webhook-", 0, 8);
    if (!valid) {
      value.problem("not a header that can be set", "letters, digits and '-', not webhook-...");
    }
    return valid;
  }

  static Optional<String> event(YamlValue value) {
    return value.parse(
        text ->
            EVENTS.contains(text)
                ? Parsed.good(text)
                : Parsed.bad(
                    Quantity.quoted(text) + " is no event" + NearestName.hint(text, EVENTS),
                    "a name such as incident.acknowledged or sla.breached"),
        "a name such as incident.acknowledged");
  }
}
