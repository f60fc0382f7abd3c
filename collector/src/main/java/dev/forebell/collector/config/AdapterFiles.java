package dev.forebell.collector.config;

import dev.forebell.collector.port.TicketDesk.AnswerRule;
import dev.forebell.collector.port.TicketDesk.Meaning;
import dev.forebell.collector.port.TicketDesk.Repeat;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code adapters/*.yaml}, one kind of desk a file. */
final class AdapterFiles {
  private static final List<String> NEED = List.of("required", "optional");
  private final Ids ids = new Ids("adapter");
  private final SortedMap<String, Adapter> adapters = new TreeMap<>();
  private final CallReader calls;

  AdapterFiles(Secrets secrets) {
    this.calls = new CallReader(secrets);
  }

  /** By id; whole once all files are read. */
  SortedMap<String, Adapter> adapters() {
    return adapters;
  }

  void read(YamlMap file) {
    file.expect(Shape.ADAPTER_FILE.keys());
    file.map("adapter")
        .map(map -> map.expect(Shape.ADAPTER.keys()))
        .flatMap(map -> adapter(file, map))
        .ifPresent(adapter -> adapters.put(adapter.id(), adapter));
  }

  private Optional<Adapter> adapter(YamlMap file, YamlMap map) {
    Optional<String> id = ids.define(map, name -> name);
    SortedMap<String, Boolean> credentials = credentials(map);
    AuthReader auth = new AuthReader(credentials.keySet());
    Adapter adapter =
        new Adapter(
            id.orElse("unnamed"),
            map.get("definitions").flatMap(AdapterFiles::definitions).orElse(""),
            map.map("vars").map(AdapterFiles::vars).orElseGet(TreeMap::new),
            map.each("needs", Ids::read),
            credentials,
            map.oneOrEach("auth", value -> value.map().map(auth::read)),
            calls.calls(file),
            calls.search(file),
            calls.open(file),
            file.each("answers", value -> value.map().flatMap(AdapterFiles::answer)),
            file.map("back").flatMap(auth::back),
            file.map("repeat").flatMap(AdapterFiles::repeat));
    return id.map(_ -> adapter);
  }

  private static SortedMap<String, Boolean> credentials(YamlMap map) {
    SortedMap<String, Boolean> credentials = new TreeMap<>();
    map.map("credentials")
        .ifPresent(
            named ->
                named
                    .keys()
                    .forEach(
                        name ->
                            named
                                .choice(name, NEED, text -> text)
                                .ifPresent(
                                    need -> credentials.put(name, need.equals("required")))));
    return credentials;
  }

  static SortedMap<String, Object> vars(YamlMap map) {
    SortedMap<String, Object> vars = new TreeMap<>();
    map.keys().forEach(name -> map.get(name).ifPresent(value -> vars.put(name, value.plain())));
    return vars;
  }

  // Assignments alone are no expression: one behind them makes it.
  private static Optional<String> definitions(YamlValue value) {
    return value.text().filter(text -> CallReader.isWhole(value, "(" + text + "\n1)"));
  }

  private static Optional<Repeat> repeat(YamlMap map) {
    map.expect(Shape.REPEAT.keys());
    int seconds =
        map.get("every")
            .flatMap(value -> Durations.within(value, "10s", "1h"))
            .map(every -> (int) every.toSeconds())
            .orElse(60);
    Optional<String> path = map.get("path").flatMap(CallReader::path);
    Optional<String> body = map.get("body").flatMap(CallReader::overEvent);
    return path.flatMap(p -> body.map(b -> new Repeat(seconds, p, b)));
  }

  private static Optional<AnswerRule> answer(YamlMap map) {
    map.expect(Shape.ANSWER.keys());
    OptionalInt status =
        map.integer("status", 100, 599).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    Optional<String> when = map.get("when").flatMap(CallReader::expression);
    if (status.isEmpty() && !map.has("when")) {
      map.problem("it applies to every answer", "status, when, or both");
    }
    return map.choice("means", List.of(Meaning.values()), Spelling::of)
        .map(means -> new AnswerRule(status, when, means));
  }
}
