package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.detect.Watch;
import java.util.Map;
import java.util.TreeMap;

/** What came late as the ledger keeps it over a restart. */
final class LatePayload {
  private LatePayload() {}

  static ObjectNode write(Watch.Late late) {
    ObjectNode node = Json.object().put("state", "late");
    node.set("watches", Json.array(late.watches().entrySet(), LatePayload::watch));
    node.set("held", Json.array(late.held().values(), LatePayload::held));
    Json.put(node, "from", late.from());
    node.put("up_to", late.upTo().toString());
    Json.put(node, "live_from", late.liveFrom());
    Json.put(node, "live_up_to", late.liveUpTo());
    return node;
  }

  private static ObjectNode watch(Map.Entry<ConditionKey, Watch> watch) {
    ObjectNode node = FindingCodec.write(watch.getKey());
    node.set("watch", WatchPayload.node(watch.getValue()));
    return node;
  }

  private static ObjectNode held(HeldCondition held) {
    ObjectNode node = FindingCodec.write(held.key()).put("since", held.since().toString());
    node.set("finding", FindingCodec.write(held.finding()));
    Json.put(node, "restored_at", held.restoredAt());
    return node;
  }

  static Watch.Late read(Fields fields) {
    TreeMap<ConditionKey, Watch> watches = new TreeMap<>();
    fields
        .objects("watches", LatePayload::readWatch)
        .forEach(one -> watches.put(one.getKey(), one.getValue()));
    TreeMap<ConditionKey, HeldCondition> held = new TreeMap<>();
    fields.objects("held", LatePayload::readHeld).forEach(one -> held.put(one.key(), one));
    return new Watch.Late(
        watches,
        held,
        fields.optionalInstant("from"),
        fields.instant("up_to"),
        fields.optionalInstant("live_from"),
        fields.optionalInstant("live_up_to"));
  }

  private static Map.Entry<ConditionKey, Watch> readWatch(Fields fields) {
    return Map.entry(FindingCodec.readKey(fields), WatchPayload.read(fields.object("watch")));
  }

  private static HeldCondition readHeld(Fields fields) {
    return new HeldCondition(
        FindingCodec.readKey(fields),
        fields.instant("since"),
        FindingCodec.read(fields.object("finding")),
        fields.optionalInstant("restored_at"));
  }
}
