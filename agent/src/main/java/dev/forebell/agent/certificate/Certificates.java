package dev.forebell.agent.certificate;

import dev.forebell.common.model.Sample;
import dev.forebell.common.model.WatchMetrics;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate with those that vouch for it, the leaf first. It serves until the first of them
 * expires.
 */
public record Certificates(List<X509Certificate> chain) {
  private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=((?:\\\\.|[^,\\\\])*)");
  // Nobody who renews by hand takes certificates that live so shortly.
  private static final Duration AUTOMATIC = Duration.ofDays(100);

  public Certificates {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("no certificate");
    }
  }

  /**
   * Time until it expires; 0: it has.
   *
   * @param place a path or an address, by which people find it
   * @param more attributes besides
   */
  public Sample remaining(String place, Map<String, String> more, Instant now) {
    X509Certificate first =
        chain.stream().min(Comparator.comparing(X509Certificate::getNotAfter)).orElseThrow();
    Map<String, String> attributes = new TreeMap<>(more);
    attributes.put(WatchMetrics.CERTIFICATE_PLACE, place);
    attributes.put(WatchMetrics.CERTIFICATE_NAME, name());
    attributes.put(WatchMetrics.CERTIFICATE_RENEWAL, isAutomatic() ? "automatic" : "manual");
    return Sample.of(
        WatchMetrics.CERTIFICATE_REMAINING.series(attributes),
        (double) Math.max(0, Duration.between(now, first.getNotAfter().toInstant()).toSeconds()));
  }

  /** The leaf's common name; where it has none, all of its subject. */
  String name() {
    String subject = chain.getFirst().getSubjectX500Principal().getName();
    Matcher name = COMMON_NAME.matcher(subject);
    return name.find() ? name.group(1) : subject;
  }

  private boolean isAutomatic() {
    X509Certificate leaf = chain.getFirst();
    Duration life =
        Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
    return life.compareTo(AUTOMATIC) <= 0;
  }
}
