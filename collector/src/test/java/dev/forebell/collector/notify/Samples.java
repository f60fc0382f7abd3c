package dev.forebell.collector.notify;

import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.Channel.Manners;
import dev.forebell.collector.port.NoticeAddress;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.Person;
import dev.forebell.common.model.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Events and readers for tests of messages. */
final class Samples {
  static final Manners OPEN = new Manners(false, OptionalInt.empty(), Duration.ofMinutes(2));
  static final Manners DISCREET = new Manners(true, OptionalInt.of(20), Duration.ofSeconds(10));
  static final Instant NIGHT = Instant.parse("2026-10-01T19:10:30Z");

  static final Person LI = reader("li", "Li Wei", Language.ZH, "Asia/Shanghai");
  static final Person ANNA = reader("anna", "Anna Petrova", Language.RU, "Europe/Moscow");
  static final Person JOHN = reader("john", "John Smith", Language.EN, "Europe/Berlin");

  private Samples() {}

  private static Person reader(String id, String name, Language language, String zone) {
    return new Person(
        id,
        name,
        language,
        ZoneId.of(zone),
        new TreeMap<>(Map.of("mail", id + "@example.com", "voice", "+86138" + id.length())));
  }

  /** What an event says, with values that try to be markup. */
  static String event(String name, int number, String detail, boolean emergency, String state) {
    return """
    {"at":"2026-10-01T19:10:30.000Z","event":"%s","number":%d,"reason":"ladder_step","by":"%s",\
    "incident":{"id":"INC-NACHT-2026-1","customer":"nacht","site":"shop","host":"erp-01",\
    "rule":"host_down","subject":"","means":"outage","severity":"critical","emergency":%s,\
    "evidence":{"text":"nothing heard since 18:59:30; <silent> for 30 s & counting",\
    "emergency":{"met":[],"text":""},"detail":%s},"parent":null,\
    "began_at":"2026-10-01T18:59:30.000Z","detected_at":"2026-10-01T19:00:30.000Z",\
    "restored_at":null,"resolved_at":null,"state":"%s"},"clock":null,"clocks":[\
    {"set":"internal","name":"response","deadline":"2026-10-01T19:05:30.000Z","outcome":null},\
    {"set":"contract","name":"response","deadline":"2026-10-01T19:30:30.000Z","outcome":null},\
    {"set":"contract","name":"resolution","deadline":"2026-10-01T23:00:30.000Z","outcome":null}]}\
    """
        .formatted(
            name,
            number,
            name.equals("incident.notified") ? "system" : "chen",
            emergency,
            detail,
            state);
  }

  static String alarm(int number) {
    return event(
        "incident.notified",
        number,
        "{\"ladder\":\"night\",\"step\":3,\"told\":[{\"contact\":\"chen\",\"channel\":\"voice\"},"
            + "{\"contact\":null,\"channel\":\"room\"}],\"quiet\":[]}",
        true,
        "open");
  }

  static String acknowledged(int number) {
    return event(
        "incident.acknowledged", number, "{\"comment\":\"on my way\"}", true, "acknowledged");
  }

  static Pending pending(String channel, String contact, String object, boolean first) {
    return pending(1, channel, contact, object, first);
  }

  static Pending pending(long id, String channel, String contact, String object, boolean first) {
    NoticeAddress to =
        new NoticeAddress(
            channel, Optional.empty(), Optional.of(contact).filter(one -> !one.isEmpty()));
    OutboxMessage message =
        new OutboxMessage(
            "INC-NACHT-2026-1-" + id + "-" + to.endpoint(),
            to.endpoint(),
            new IncidentId("INC-NACHT-2026-" + id),
            new CustomerId("nacht"),
            7 + id,
            "incident.notified",
            object.replace("INC-NACHT-2026-1", "INC-NACHT-2026-" + id),
            NIGHT);
    return new Pending(id, message, 0, "", first);
  }

  static List<Person> readers() {
    return List.of(JOHN, LI, ANNA);
  }
}
