package dev.forebell.collector.config;

import dev.forebell.common.config.Keys;

/** Every map of the configuration and its keys. A test holds the JSON Schemas to the same. */
@SuppressWarnings("ImmutableEnumChecker") // Keys holds unmodifiable lists
public enum Shape {
  COLLECTOR(
      "collector", "", Keys.optional("listen", "tls", "data", "agents", "metrics", "sources")),
  LISTEN("collector", "/properties/listen", Keys.optional("address", "port")),
  TLS(
      "collector",
      "/properties/tls",
      Keys.required("names").andOptional("address", "port", "certificate", "key")),
  AGENTS(
      "collector",
      "/properties/agents",
      Keys.optional(
          "interval", "intervals", "heartbeat", "desktop_heartbeat", "retain", "witness_ports")),
  METRICS("collector", "/properties/metrics", Keys.optional("readers")),
  READER("collector", "/$defs/reader", Keys.required("id", "sha256").andOptional("customer")),
  SOURCE(
      "collector",
      "/$defs/source",
      Keys.required("id", "customer", "site", "sha256")
          .andOptional("kind", "interval", "max_hosts", "severities")),

  RULES_FILE("rules", "", Keys.required("rules").andOptional("description")),
  THRESHOLD(
      "rules",
      "/$defs/threshold",
      announced(
          Keys.required("id", "kind", "metric", "levels")
              .andOptional(
                  "where",
                  "means",
                  "rate",
                  "absolute",
                  "divide_by",
                  "window",
                  "not_in_first",
                  "clear_for"))),
  LEVEL(
      "rules",
      "/$defs/level",
      Keys.required("severity")
          .andOptional("above", "below", "clear", "for", "count", "and", "means", "wake")),
  GUARD(
      "rules",
      "/$defs/guard",
      Keys.required("metric").andOptional("where", "rate", "above", "below")),
  DIVISOR("rules", "/$defs/divisor", Keys.required("metric").andOptional("where")),
  FORECAST(
      "rules",
      "/$defs/forecast",
      announced(
          Keys.required("id", "kind", "metric", "levels")
              .andOptional("where", "above", "below", "means", "history", "clear_for"))),
  FORECAST_LEVEL(
      "rules",
      "/$defs/forecast_level",
      Keys.required("severity", "within").andOptional("and", "means", "wake")),
  WINDOW("rules", "/$defs/window", Keys.required("length").andOptional("aggregate")),
  ABSENT(
      "rules",
      "/$defs/absent",
      announced(
          Keys.required("id", "kind", "metric", "severity", "means")
              .andOptional("where", "expect", "for", "clear_for"))),
  CHANGE(
      "rules",
      "/$defs/change",
      announced(
          Keys.required("id", "kind", "of", "levels")
              .andOptional("metric", "where", "by", "announced", "means", "hold"))),
  OCCURS(
      "rules",
      "/$defs/occurs",
      Keys.required("severity").andOptional("count", "within", "means", "wake")),
  LINK(
      "rules",
      "/$defs/link",
      announced(
          Keys.required("id", "kind", "verdict")
              .andOptional("after", "severity", "means", "clear_for"))),
  GROUP_BY("rules", "/$defs/group_by_map", Keys.required("parts").andOptional("count", "within")),
  SCOPE("rules", "/$defs/scope", Keys.optional("kind", "customer", "site", "host", "labels")),

  RULE_TESTS("rule-test", "", Keys.required("tests").andOptional("description")),
  RULE_TEST(
      "rule-test",
      "/$defs/test",
      Keys.required("name", "lasts", "samples", "expect")
          .andOptional("host", "every", "link", "overrides")),
  RULE_TEST_HOST("rule-test", "/$defs/host", Keys.optional("kind", "labels")),
  RULE_TEST_SERIES(
      "rule-test", "/$defs/series", Keys.required("metric", "values").andOptional("attributes")),
  RULE_TEST_OVERRIDE(
      "rule-test",
      "/$defs/override",
      Keys.required("rule")
          .andOptional("subject", "off", "levels", "for", "clear_for", "wake", "until")),
  RULE_TEST_EXPECT(
      "rule-test",
      "/$defs/expect",
      Keys.required("at", "rule").andOptional("subject", "severity", "means", "clear")),
  CUSTOMER_FILE(
      "customer",
      "",
      Keys.required("customer")
          .andOptional(
              "sites",
              "hosts",
              "services",
              "groups",
              "uses",
              "maintenance",
              "silences",
              "overrides",
              "contacts")),
  CUSTOMER_CONTACT(
      "customer",
      "/$defs/contact",
      Keys.required("id", "addresses").andOptional("name", "language", "zone", "events")),
  CUSTOMER(
      "customer",
      "/$defs/customer",
      Keys.required("id", "zone")
          .andOptional(
              words(
                  "code people people_share contract not_emergency webhooks mode "
                      + "language prevent_within description"))),
  SITE("customer", "/$defs/site", Keys.required("id").andOptional("depends_on_uplink")),
  HOST(
      "customer",
      "/$defs/host",
      Keys.required("id", "kind")
          .andOptional(
              words("site seats assigned confirm contract labels runs_on guests checked_by"))),
  USE("customer", "/$defs/use", Keys.required("provider", "element").andOptional("hosts")),
  SERVICE(
      "customer",
      "/$defs/service",
      Keys.required("id", "hosts")
          .andOptional("key", "min_up", "people", "outage_when", "contract")),
  GROUP("customer", "/$defs/group", Keys.required("id", "hosts").andOptional("down", "share")),
  MAINTENANCE(
      "customer",
      "/$defs/maintenance",
      Keys.required("id")
          .andOptional(
              words(
                  "from to weekly zone calendar during hosts sites services groups "
                      + "kinds labels comment author"))),
  SILENCE(
      "customer",
      "/$defs/silence",
      Keys.required("id", "match", "until").andOptional("from", "comment", "author")),
  MATCH(
      "customer",
      "/$defs/match",
      Keys.optional("rule", "host", "site", "kind", "severity", "means", "subject", "labels")),

  OVERRIDE(
      "customer",
      "/$defs/override",
      Keys.required("rule", "by", "reason", "until")
          .andOptional(
              "site", "kind", "host", "subject", "off", "levels", "for", "clear_for", "wake")),
  OVERRIDE_LEVELS("customer", "/$defs/override_levels", Keys.optional("warning", "critical")),
  CONTRACT_FILE("contract", "", Keys.required("contract").andOptional("targets", "internal")),
  CONTRACT(
      "contract",
      "/$defs/contract",
      Keys.required("id", "calendar")
          .andOptional(
              "valid_from",
              "valid_to",
              "makeup_days",
              "holidays",
              "reopen_within",
              "pause",
              "response_stops",
              "working_days",
              "key_moments",
              "escalation",
              "description")),
  KEY_MOMENT(
      "contract",
      "/$defs/key_moment",
      Keys.required("id").andOptional("from", "to", "month_days", "factor")),
  ESCALATION(
      "contract",
      "/$defs/escalation",
      Keys.optional("timing", "marks", "unacknowledged", "idle", "idle_in_emergency", "ladder")),
  TARGET(
      "contract",
      "/$defs/target",
      Keys.required("clock", "amount")
          .andOptional("anchor", "calendar", "when", "travel", "cutoff", "received_when_closed")),
  WHEN("contract", "/$defs/when", Keys.optional("severity", "emergency", "key_moment")),

  CALENDAR_FILE("calendar", "", Keys.required("calendar")),
  CALENDAR(
      "calendar",
      "/$defs/calendar",
      Keys.required("id", "zone", "week")
          .andOptional("days", "makeup_as", "working_day", "status", "source", "description")),
  DAYS("calendar", "/$defs/days", Keys.required("file").andOptional("status")),

  WEBHOOK_FILE(
      "webhook",
      "",
      Keys.required("webhook")
          .andOptional(words("create update comment relate resolve reopen close search"))),
  WEBHOOK(
      "webhook",
      "/$defs/webhook",
      Keys.required("id", "url")
          .andOptional(
              words(
                  "adapter vars credentials allow proxy authority secrets headers timeout "
                      + "late_commit concurrency per_minute events description"))),
  CALL(
      "webhook",
      "/$defs/call",
      Keys.optional("method", "path", "body", "reference", "link", "when", "unless", "save")),
  UNLESS("webhook", "/$defs/unless", Keys.required("path", "found").andOptional("method", "body")),
  SEARCH(
      "webhook",
      "/$defs/search",
      Keys.required("path", "reference").andOptional("method", "body", "link")),

  ADAPTER_FILE(
      "adapter",
      "",
      Keys.required("adapter", "create")
          .andOptional("update", "comment", "relate", "resolve", "reopen", "close")
          .andOptional("search", "open", "answers", "back", "repeat")),
  ADAPTER(
      "adapter",
      "/$defs/adapter",
      Keys.required("id")
          .andOptional("description", "vars", "needs", "credentials", "auth", "definitions")),
  AUTH("adapter", "/$defs/auth", Keys.optional("headers", "basic", "session", "oauth2", "hmac")),
  SESSION(
      "adapter",
      "/$defs/session",
      Keys.required("path", "token", "header").andOptional("method", "headers", "close")),
  OAUTH2(
      "adapter",
      "/$defs/oauth2",
      Keys.required("token", "client_id", "client_secret")
          .andOptional("grant", "username", "password", "scope")),
  HMAC("adapter", "/$defs/hmac", Keys.required("header", "id", "key").andOptional("text", "root")),
  ANSWER("adapter", "/$defs/answer", Keys.required("means").andOptional("status", "when")),
  BACK("adapter", "/$defs/back", Keys.optional("news", "proof", "poll")),
  PROOF("adapter", "/$defs/proof", Keys.required("form", "key").andOptional("header")),
  POLL(
      "adapter",
      "/$defs/poll",
      Keys.required("path").andOptional("every", "when", "each", "until", "news")),
  EACH("adapter", "/$defs/each", Keys.required("items", "get")),
  REPEAT("adapter", "/$defs/repeat", Keys.required("path", "body").andOptional("every"));

  private final String schema;
  private final String pointer;
  private final Keys keys;

  Shape(String schema, String pointer, Keys keys) {
    this.schema = schema;
    this.pointer = pointer;
    this.keys = keys;
  }

  private static String[] words(String text) {
    return text.split(" ");
  }

  /** What every kind of rule may say besides. */
  private static Keys announced(Keys own) {
    return own.andOptional("applies_to", "wake", "group_by", "runbook", "description");
  }

  /** Name of its schema file, without {@code .schema.json}. */
  public String schema() {
    return schema;
  }

  /** JSON pointer of the map within that schema, which editors use. */
  public String pointer() {
    return pointer;
  }

  public Keys keys() {
    return keys;
  }
}
