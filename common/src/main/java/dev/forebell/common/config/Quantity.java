package dev.forebell.common.config;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities as people write them: {@code 5m}, {@code PT5M}, {@code 90%}, {@code 10GiB}. */
public final class Quantity {
  /** What a duration looks like, for messages. */
  public static final String DURATION = "a duration such as 30s, 5m, 2h, 1d or PT5M";

  private static final String SHARE = "a share such as 90% or 0.9";
  private static final String SIZE = "a size such as 512MiB, 10GiB or 2TB";
  private static final String LEVEL =
      "a number, a share (90%), a size (10GiB) or a duration (50ms)";
  private static final int LONGEST_TEXT = 40;
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,2})?");
  private static final Pattern PIECE = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
  private static final Pattern SIZED = Pattern.compile("(\\d+(?:\\.\\d+)?)([kKMGTP]i?)?B");

  private Quantity() {}

  /**
   * {@code 30s}, {@code 1h30m}, {@code 50ms}, {@code 1d} (24 hours) or ISO 8601; not negative, at
   * most 100 years.
   */
  public static Parsed<Duration> duration(String text) {
    if (text.length() <= LONGEST_TEXT && NUMBER.matcher(text).matches()) {
      return Parsed.bad(quoted(text) + " has no unit", DURATION);
    }
    return units(text)
        .or(() -> iso(text))
        .filter(d -> !d.isNegative() && d.compareTo(LONGEST) <= 0)
        .map(Parsed::good)
        .orElseGet(() -> Parsed.bad(quoted(text) + " is not a duration", DURATION));
  }

  /** {@code 90%} or {@code 0.9}; within 0..1. */
  public static Parsed<Double> share(String text) {
    Optional<BigDecimal> share = percent(text).or(() -> number(text));
    if (share.isEmpty()) {
      return Parsed.bad(quoted(text) + " is not a share", SHARE);
    }
    double value = share.get().doubleValue();
    return value >= 0 && value <= 1
        ? Parsed.good(value)
        : Parsed.bad(quoted(text) + " is not between 0 and 100 %", SHARE);
  }

  /** {@code 10GiB} (powers of 1024), {@code 10GB} (powers of 1000), {@code 512B}; in bytes. */
  public static Parsed<Long> size(String text) {
    return bytes(text)
        .filter(b -> b.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0)
        .map(b -> Parsed.good(b.longValue()))
        .orElseGet(() -> Parsed.bad(quoted(text) + " is not a size", SIZE));
  }

  /**
   * A bound of a rule: a plain number, or {@code 90%} as a ratio, {@code 40GiB} in bytes, {@code
   * 50ms} or {@code -50ms} in seconds; {@code /s} may follow where a rate is judged.
   */
  public static Parsed<Level> level(String text) {
    boolean perSecond = text.endsWith("/s");
    String bare = perSecond ? text.substring(0, text.length() - 2) : text;
    return number(bare)
        .map(n -> new Level(n.doubleValue(), Unit.PLAIN, perSecond))
        .or(() -> percent(bare).map(n -> new Level(n.doubleValue(), Unit.SHARE, perSecond)))
        .or(() -> bytes(bare).map(n -> new Level(n.doubleValue(), Unit.BYTES, perSecond)))
        .or(() -> seconds(bare).map(n -> new Level(n, Unit.SECONDS, perSecond)))
        .filter(level -> Double.isFinite(level.value()))
        .map(Parsed::good)
        .orElseGet(() -> Parsed.bad(quoted(text) + " is not a level", LEVEL));
  }

  /** In which unit a level was written. */
  public enum Unit {
    /** The metric's own unit. */
    PLAIN,
    SHARE,
    BYTES,
    SECONDS
  }

  /**
   * A bound of a rule in canonical units (ratio, bytes, seconds).
   *
   * @param perSecond written with {@code /s}
   */
  public record Level(double value, Unit unit, boolean perSecond) {}

  /** The text in quotes, cut where it is long. */
  public static String quoted(String text) {
    return '"'
        + (text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "..." : text)
        + '"';
  }

  static Optional<BigDecimal> number(String text) {
    return text.length() <= LONGEST_TEXT && NUMBER.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static Optional<BigDecimal> percent(String text) {
    return text.endsWith("%")
        ? number(text.substring(0, text.length() - 1)).map(n -> n.movePointLeft(2))
        : Optional.empty();
  }

  private static Optional<Double> seconds(String text) {
    boolean negative = text.startsWith("-");
    return units(negative ? text.substring(1) : text)
        .map(duration -> duration.toNanos() / 1e9)
        .map(seconds -> negative ? -seconds : seconds);
  }

  private static Optional<Duration> units(String text) {
    Matcher piece = PIECE.matcher(text);
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    BigDecimal seconds = BigDecimal.ZERO;
    int end = 0;
    while (piece.find() && piece.start() == end) {
      seconds = seconds.add(new BigDecimal(piece.group(1)).multiply(secondsOf(piece.group(2))));
      end = piece.end();
    }
    return end == text.length() ? ofSeconds(seconds) : Optional.empty();
  }

  private static Optional<Duration> ofSeconds(BigDecimal seconds) {
    return seconds.compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) > 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(seconds.movePointRight(9).longValue()));
  }

  private static BigDecimal secondsOf(String unit) {
    return switch (unit) {
      case "ms" -> new BigDecimal("0.001");
      case "s" -> BigDecimal.ONE;
      case "m" -> BigDecimal.valueOf(60);
      case "h" -> BigDecimal.valueOf(3600);
      default -> BigDecimal.valueOf(86_400);
    };
  }

  private static Optional<Duration> iso(String text) {
    try {
      return text.startsWith("P") ? Optional.of(Duration.parse(text)) : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> bytes(String text) {
    Matcher sized = SIZED.matcher(text);
    if (text.length() > LONGEST_TEXT || !sized.matches()) {
      return Optional.empty();
    }
    String prefix = Optional.ofNullable(sized.group(2)).orElse("");
    BigDecimal base = BigDecimal.valueOf(prefix.endsWith("i") ? 1024 : 1000);
    int power = prefix.isEmpty() ? 0 : " KMGTP".indexOf(Character.toUpperCase(prefix.charAt(0)));
    return Optional.of(new BigDecimal(sized.group(1)).multiply(base.pow(power)));
  }
}
