package dev.forebell.common.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the name of a time zone, and guesses what was meant by one that is none. */
final class ZoneName {
  static final String EXPECTED = "a zone such as Europe/Berlin or Asia/Shanghai";

  /** What people write for zones that are named after another city. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "peking", "Asia/Shanghai",
          "beijing", "Asia/Shanghai",
          "china", "Asia/Shanghai",
          "cst", "Asia/Shanghai",
          "msk", "Europe/Moscow",
          "russia", "Europe/Moscow",
          "germany", "Europe/Berlin");

  private ZoneName() {}

  static Parsed<ZoneId> parse(String text) {
    try {
      return Parsed.good(ZoneId.of(text));
    } catch (DateTimeException _) {
      String hint = meant(text).map(zone -> " (did you mean '" + zone + "'?)").orElse("");
      return Parsed.bad(Quantity.quoted(text) + " is not a time zone" + hint, EXPECTED);
    }
  }

  private static Optional<String> meant(String text) {
    String city = text.substring(text.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(OTHER_NAMES.get(city))
        .or(
            () ->
                ZoneId.getAvailableZoneIds().stream()
                    .filter(zone -> zone.toLowerCase(Locale.ROOT).endsWith("/" + city))
                    .min(String::compareTo))
        .or(
            () ->
                text.contains("/")
                    ? NearestName.of(text, ZoneId.getAvailableZoneIds())
                    : Optional.empty());
  }

  /**
   * What is doubtful about a zone: a fixed distance from UTC knows no summer time, and the names
   * {@code Etc/GMT+8} have the other sign than people think.
   */
  static Optional<String> doubt(ZoneId zone) {
    boolean fixed = zone.getRules().isFixedOffset();
    String offset = zone.getRules().getOffset(Instant.EPOCH).getId();
    return fixed && !offset.equals("Z")
        ? Optional.of(
            Quantity.quoted(zone.getId()) + " is always " + offset + " and knows no summer time")
        : Optional.empty();
  }
}
