package dev.forebell.collector.api;

import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.OpenClocks;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes the clocks out of the interface's own incident object. */
public final class RowClocks implements OpenClocks {
  @Override
  public List<OpenClock> of(IncidentRow incident) {
    JsonArray clocks = new JsonObject(incident.object()).getJsonArray("clocks", new JsonArray());
    return clocks.stream()
        .map(JsonObject.class::cast)
        .filter(RowClocks::open)
        .map(
            clock ->
                new OpenClock(
                    clock.getString("set"),
                    clock.getString("name"),
                    Instant.parse(clock.getString("deadline")),
                    Optional.ofNullable(clock.getString("paused_since")).map(Instant::parse)))
        .toList();
  }

  /** A breached clock goes on counting until the work that it waits for is done. */
  private static boolean open(JsonObject clock) {
    String outcome = clock.getString("outcome");
    return outcome == null || (outcome.equals("breached") && clock.getString("stopped_at") == null);
  }
}
