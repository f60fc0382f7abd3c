package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.customer.Glob;
import dev.forebell.collector.engine.customer.HostChoice;
import dev.forebell.collector.engine.customer.MaintenanceWindow;
import dev.forebell.collector.engine.customer.Matcher;
import dev.forebell.collector.engine.customer.Schedule;
import dev.forebell.collector.engine.customer.Silence;
import dev.forebell.collector.port.SuppressionDesk.Entry;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Windows and silences that were given at run time, as the ledger keeps them. */
public final class SuppressionCodec {
  private SuppressionCodec() {}

  /**
   * As stored.
   *
   * @throws IllegalArgumentException for a recurring window: those are given in files only
   */
  public static String write(Entry entry) {
    ObjectNode node = Json.object();
    switch (entry) {
      case Entry.Window(MaintenanceWindow window) -> write(node, window);
      case Entry.Quiet(Silence silence) -> write(node, silence);
    }
    return node.toString();
  }

  private static void write(ObjectNode node, MaintenanceWindow window) {
    if (!(window.schedule() instanceof Schedule.Once once)) {
      throw new IllegalArgumentException("window " + window.id() + " is not for one time");
    }
    node.put("id", window.id())
        .put("from", once.from().toString())
        .put("to", once.to().toString())
        .put("comment", window.comment())
        .put("author", window.author());
    HostChoice hosts = window.hosts();
    node.set("hosts", Json.texts(hosts.hosts()));
    node.set("sites", Json.texts(hosts.sites()));
    node.set("services", Json.texts(hosts.services()));
    node.set("groups", Json.texts(hosts.groups()));
    node.set("kinds", Json.texts(hosts.kinds().stream().map(HostKind::id).toList()));
    ObjectNode labels = node.putObject("labels");
    hosts.labels().values().forEach(labels::put);
  }

  private static void write(ObjectNode node, Silence silence) {
    node.put("id", silence.id())
        .put("from", silence.from().toString())
        .put("until", silence.until().toString())
        .put("comment", silence.comment())
        .put("author", silence.author());
    node.set("match", Json.array(silence.matchers(), SuppressionCodec::write));
  }

  private static ObjectNode write(Matcher matcher) {
    ObjectNode node =
        Json.object().put("field", matcher.field().id()).put("label", matcher.label());
    node.set("patterns", Json.texts(matcher.patterns()));
    return node;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it did not
   */
  public static Entry read(String payload) {
    Fields fields = Json.read(payload);
    return fields.has("match")
        ? new Entry.Quiet(silence(fields))
        : new Entry.Window(window(fields));
  }

  private static Silence silence(Fields fields) {
    return new Silence(
        fields.text("id"),
        fields.objects("match", SuppressionCodec::matcher),
        fields.instant("from"),
        fields.instant("until"),
        fields.text("comment"),
        fields.text("author"));
  }

  private static Matcher matcher(Fields fields) {
    return new Matcher(
        fields.word("field", Matcher.Field::parse),
        fields.text("label"),
        fields.texts("patterns").stream().map(Glob::new).toList());
  }

  private static MaintenanceWindow window(Fields fields) {
    TreeMap<String, String> labels = new TreeMap<>();
    fields
        .object("labels")
        .node()
        .properties()
        .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
    List<HostKind> kinds =
        fields.texts("kinds").stream().map(HostKind::parse).flatMap(Optional::stream).toList();
    HostChoice hosts =
        new HostChoice(
            fields.texts("hosts").stream().map(HostId::new).toList(),
            fields.texts("sites").stream().map(SiteId::new).toList(),
            fields.texts("services").stream().map(ServiceId::new).toList(),
            fields.texts("groups"),
            kinds,
            new Attributes(labels));
    return new MaintenanceWindow(
        fields.text("id"),
        hosts,
        new Schedule.Once(fields.instant("from"), fields.instant("to")),
        fields.text("comment"),
        fields.text("author"));
  }
}
