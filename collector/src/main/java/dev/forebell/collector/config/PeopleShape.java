package dev.forebell.collector.config;

import dev.forebell.common.config.Keys;

/** As {@link Shape}, every map of {@code people/*.yaml}. */
@SuppressWarnings("ImmutableEnumChecker") // Keys holds unmodifiable lists
public enum PeopleShape {
  PEOPLE_FILE(
      "", Keys.optional("channels", "contacts", "groups", "rotas", "ladders", "watch", "board")),
  CHANNEL(
      "/$defs/channel",
      Keys.required("id", "kind")
          .andOptional(
              "server",
              "tls",
              "user",
              "password",
              "from",
              "authority",
              "url",
              "secret",
              "chat",
              "thread",
              "headers",
              "body",
              "form",
              "taken",
              "allow",
              "proxy",
              "no_details",
              "per_minute",
              "timeout",
              "description")),
  CONTACT(
      "/$defs/contact",
      Keys.required("id")
          .andOptional("name", "language", "zone", "quiet", "addresses", "description")),
  CONTACT_GROUP("/$defs/group", Keys.required("id", "members").andOptional("description")),
  ROTA(
      "/$defs/rota", Keys.required("id", "zone", "layers").andOptional("overrides", "description")),
  LAYER(
      "/$defs/layer",
      Keys.required("from", "members").andOptional("until", "turn", "handover", "hours")),
  ROTA_OVERRIDE("/$defs/override", Keys.required("from", "to", "who").andOptional("reason")),
  LADDER("/$defs/ladder", Keys.required("id", "steps").andOptional("description")),
  RUNG("/$defs/step", Keys.optional("after", "share", "clock", "when", "tell", "by", "until")),
  RUNG_WHEN("/$defs/when", Keys.optional("severity", "emergency")),
  WATCH("/$defs/watch", Keys.optional("heartbeat", "after", "tell", "by")),
  HEARTBEAT(
      "/$defs/heartbeat", Keys.required("url").andOptional("every", "allow", "proxy", "authority"));

  private final String pointer;
  private final Keys keys;

  PeopleShape(String pointer, Keys keys) {
    this.pointer = pointer;
    this.keys = keys;
  }

  /** JSON pointer of the map within the schema. */
  public String pointer() {
    return pointer;
  }

  public Keys keys() {
    return keys;
  }
}
