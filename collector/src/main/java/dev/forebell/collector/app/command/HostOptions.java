package dev.forebell.collector.app.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which hosts are meant; each option narrows the choice, none of them: all. */
final class HostOptions {
  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Only this host; may stand several times.")
  private List<String> hosts = new ArrayList<>();

  @Option(
      names = "--site",
      paramLabel = "SITE",
      description = "Only hosts of this site; may stand several times.")
  private List<String> sites = new ArrayList<>();

  @Option(
      names = "--service",
      paramLabel = "SERVICE",
      description = "Only hosts of this service; may stand several times.")
  private List<String> services = new ArrayList<>();

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "Only hosts of this group; may stand several times.")
  private List<String> groups = new ArrayList<>();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only hosts of this kind; may stand several times.")
  private List<String> kinds = new ArrayList<>();

  /** Adds what was named to a request. */
  JsonObject into(JsonObject request) {
    put(request, "hosts", hosts);
    put(request, "sites", sites);
    put(request, "services", services);
    put(request, "groups", groups);
    put(request, "kinds", kinds);
    return request;
  }

  private static void put(JsonObject request, String key, List<String> names) {
    if (!names.isEmpty()) {
      request.put(key, new JsonArray(List.copyOf(names)));
    }
  }
}
