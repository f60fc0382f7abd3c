package dev.forebell.collector.intake;

import dev.forebell.collector.port.AlertLevel;
import dev.forebell.collector.port.Source;
import dev.forebell.common.model.HostId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the media type in {@code config/zabbix} posts: one problem or its recovery. It is known by
 * its trigger, so that a problem that comes back is the same.
 */
final class ZabbixWebhook implements Way {
  private static final String WHAT = "a message of Forebell's media type for Zabbix";
  private static final int VERSION = 1;

  private final Alerts alerts;
  private final IntakeLimits limits;

  ZabbixWebhook(Alerts alerts, IntakeLimits limits) {
    this.alerts = alerts;
    this.limits = limits;
  }

  @Override
  public String path() {
    return "/api/v1/zabbix";
  }

  @Override
  public Taken take(Source source, Delivered delivered) throws BadRequest {
    Alert alert = alert(source, delivered.plain(limits.plainBytes()));
    Alerts.Outcome outcome = alerts.take(source, List.of(alert));
    return new Taken(
        outcome.refused() == 0 ? Answer.text(200, "taken") : Answer.text(400, noHost(source)),
        outcome.committed());
  }

  static String noHost(Source source) {
    return "a host of somebody else is called '"
        + source.id()
        + "', as this source is: give the source another id";
  }

  private Alert alert(Source source, byte[] plain) throws BadRequest {
    Map<String, String> texts = new LinkedHashMap<>();
    SortedMap<String, String> tags = new TreeMap<>();
    JsonWalk.message(
        plain,
        WHAT,
        walk ->
            walk.object(
                (name, value) -> {
                  if (value.isScalarValue()) {
                    texts.put(name, bounded(walk.text()));
                    return true;
                  }
                  return walk.each(name, "tags", () -> tag(walk, tags));
                }));
    if (!texts.getOrDefault("version", "").equals(Integer.toString(VERSION))) {
      throw new BadRequest(WHAT + " of version " + VERSION + " was expected");
    }
    String status = wanted(texts, "status");
    if (!status.equals("problem") && !status.equals("recovery")) {
      throw new BadRequest("'status' must be problem or recovery, not '" + status + "'");
    }
    Optional<HostId> host = HostNames.host(wanted(texts, "host"));
    if (host.isEmpty()) {
      tags.put("host", wanted(texts, "host"));
    }
    return new Alert(
        wanted(texts, "trigger_id"),
        wanted(texts, "trigger"),
        host,
        status.equals("problem")
            ? source.level(texts.getOrDefault("severity", ""))
            : AlertLevel.RESOLVED,
        tags);
  }

  private void tag(JsonWalk walk, SortedMap<String, String> tags) throws IOException, BadRequest {
    List<String> pair = new ArrayList<>(List.of("", ""));
    walk.object(
        (name, value) -> {
          if (!value.isScalarValue()) {
            return false;
          }
          switch (name) {
            case "tag" -> pair.set(0, bounded(walk.text()));
            case "value" -> pair.set(1, bounded(walk.text()));
            default -> {}
          }
          return true;
        });
    if (tags.size() >= limits.labels()) {
      throw new BadRequest("over " + limits.labels() + " tags");
    }
    // A tag may come more than once, with other values.
    tags.merge(pair.get(0), pair.get(1), (one, other) -> one + "," + other);
  }

  private String bounded(String text) throws BadRequest {
    if (text.length() > limits.textBytes()) {
      throw new BadRequest("a text has over " + limits.textBytes() + " characters");
    }
    return text;
  }

  private static String wanted(Map<String, String> texts, String name) throws BadRequest {
    String text = texts.getOrDefault(name, "");
    if (text.isEmpty()) {
      throw new BadRequest("'" + name + "' is missing in " + WHAT);
    }
    return text;
  }

  @Override
  public Answer refusal(Delivered delivered, int status, String why, boolean again) {
    return Answer.text(status, why);
  }
}
