package dev.forebell.collector.intake;

import dev.forebell.collector.intake.IntakeCounters.Count;
import dev.forebell.collector.port.AlertLevel;
import dev.forebell.collector.port.Source;
import dev.forebell.common.model.HostId;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Alertmanager's webhook, version 4, and Grafana's, which is made after it. */
final class AlertmanagerWebhook implements Way {
  private static final System.Logger LOG = System.getLogger(AlertmanagerWebhook.class.getName());
  private static final String WHAT = "a notification of Alertmanager";
  private static final Set<String> VERSIONS = Set.of("4", "1");
  // Which host a label names, the first that can be one.
  private static final List<String> HOST =
      List.of("host", "instance", "hostname", "nodename", "node");
  // Of the sender or said otherwise already; the rest tells alerts of one rule apart.
  private static final Set<String> SAID =
      Set.of("alertname", "severity", "job", "prometheus", "monitor", "alertstate");
  private static final int DIGEST_BYTES = 8;

  private final Alerts alerts;
  private final IntakeCounters counters;
  private final IntakeLimits limits;

  AlertmanagerWebhook(Alerts alerts, IntakeCounters counters, IntakeLimits limits) {
    this.alerts = alerts;
    this.counters = counters;
    this.limits = limits;
  }

  @Override
  public String path() {
    return "/api/v1/alertmanager";
  }

  @Override
  public Taken take(Source source, Delivered delivered) throws BadRequest {
    Notification notification = new Notification();
    byte[] plain = delivered.plain(limits.plainBytes());
    JsonWalk.message(plain, WHAT, walk -> walk.object((name, _) -> read(walk, name, notification)));
    if (!VERSIONS.contains(notification.version)) {
      throw new BadRequest(WHAT + " of version 4 was expected, not '" + notification.version + "'");
    }
    List<Alert> sent = notification.alerts.stream().map(one -> alert(source, one)).toList();
    Alerts.Outcome outcome = alerts.take(source, sent);
    String line = outcome.taken() + " alerts taken" + truncated(source, notification);
    return new Taken(
        outcome.refused() == 0
            ? Answer.text(200, line)
            : Answer.text(400, ZabbixWebhook.noHost(source) + "; " + line),
        outcome.committed());
  }

  /** Alertmanager says only how many it left out: nobody knows which. */
  private String truncated(Source source, Notification notification) {
    if (notification.truncated <= 0) {
      return "";
    }
    counters.add(Count.ALERTS_TRUNCATED, notification.truncated);
    LOG.log(
        Level.WARNING,
        "source {0} left {1} alerts out of one notification: set max_alerts of its webhook to 0",
        source.id(),
        notification.truncated);
    return ", " + notification.truncated + " left out by the sender (max_alerts)";
  }

  /** What is read of a notification. */
  private static final class Notification {
    private String version = "";
    private long truncated;
    private final List<Sent> alerts = new ArrayList<>();
  }

  private static final class Sent {
    private boolean resolved;
    private String fingerprint = "";
    private final SortedMap<String, String> labels = new TreeMap<>();
  }

  private boolean read(JsonWalk walk, String name, Notification into)
      throws IOException, BadRequest {
    switch (name) {
      case "version" -> into.version = walk.text();
      case "truncatedAlerts" -> into.truncated = walk.whole();
      default -> {
        return walk.each(name, "alerts", () -> read(walk, into));
      }
    }
    return true;
  }

  private void read(JsonWalk walk, Notification into) throws IOException, BadRequest {
    if (into.alerts.size() >= limits.series()) {
      throw new BadRequest(413, "over " + limits.series() + " alerts");
    }
    Sent sent = new Sent();
    into.alerts.add(sent);
    walk.object(
        (name, _) -> {
          switch (name) {
            case "status" -> sent.resolved = walk.text().equals("resolved");
            case "fingerprint" -> sent.fingerprint = walk.text();
            case "labels" ->
                walk.object((label, value) -> label(walk, sent, label, value.isScalarValue()));
            default -> {
              return false;
            }
          }
          return true;
        });
  }

  private boolean label(JsonWalk walk, Sent sent, String name, boolean isText)
      throws IOException, BadRequest {
    if (isText) {
      String value = walk.text();
      if (sent.labels.size() >= limits.labels() || value.length() > limits.textBytes()) {
        throw new BadRequest(
            "an alert has over "
                + limits.labels()
                + " labels or a label of over "
                + limits.textBytes()
                + " characters");
      }
      sent.labels.put(name, value);
    }
    return isText;
  }

  private static Alert alert(Source source, Sent sent) {
    SortedMap<String, String> details = new TreeMap<>(sent.labels);
    details.keySet().removeAll(SAID);
    Optional<HostId> host = Optional.empty();
    for (String label : HOST) {
      if (host.isEmpty()) {
        host = Optional.ofNullable(sent.labels.get(label)).flatMap(HostNames::host);
        if (host.isPresent()) {
          details.remove(label);
        }
      }
    }
    return new Alert(
        sent.fingerprint.isEmpty() ? digest(sent.labels) : sent.fingerprint,
        sent.labels.getOrDefault("alertname", "alert"),
        host,
        sent.resolved
            ? AlertLevel.RESOLVED
            : source.level(sent.labels.getOrDefault("severity", "")),
        details);
  }

  /** Equal labels, equal digest: what a fingerprint is too. */
  private static String digest(SortedMap<String, String> labels) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(labels.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Answer refusal(Delivered delivered, int status, String why, boolean again) {
    return Answer.text(status, why);
  }
}
