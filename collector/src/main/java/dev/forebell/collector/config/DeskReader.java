package dev.forebell.collector.config;

import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads which adapter a webhook has, and what it gives to it.
 *
 * @param adapters all there are
 */
record DeskReader(Secrets secrets, SortedMap<String, Adapter> adapters) {

  /** The desk that the webhook names; empty: it names none, or there is a problem. */
  Optional<DeskMaker> read(YamlMap map) {
    Optional<Adapter> adapter = map.get("adapter").flatMap(this::adapter);
    if (!map.has("adapter")) {
      for (String key : new String[] {"vars", "credentials"}) {
        map.get(key).ifPresent(at -> at.problem("only an adapter has them", "adapter: beside it"));
      }
    }
    return adapter.map(found -> maker(map, found));
  }

  private Optional<Adapter> adapter(YamlValue value) {
    return Ids.read(value)
        .flatMap(
            id -> {
              Optional<Adapter> found = Optional.ofNullable(adapters.get(id));
              if (found.isEmpty()) {
                value.problem(
                    "there is no adapter "
                        + Quantity.quoted(id)
                        + NearestName.hint(id, adapters.keySet()),
                    ChannelReader.KINDS.contains(id)
                        ? "a channel of this kind in people/*.yaml: people are told by channels"
                        : "the id of an adapter in adapters/*.yaml");
              }
              return found;
            });
  }

  private DeskMaker maker(YamlMap map, Adapter adapter) {
    SortedMap<String, Object> vars = map.map("vars").map(this::vars).orElseGet(TreeMap::new);
    SortedMap<String, Secret> credentials = new TreeMap<>();
    map.map("credentials")
        .ifPresent(
            given ->
                given
                    .keys()
                    .forEach(
                        name ->
                            given
                                .get(name)
                                .flatMap(secrets::secret)
                                .ifPresent(secret -> credentials.put(name, secret))));
    Set<String> known = new TreeSet<>(adapter.vars().keySet());
    known.addAll(adapter.needs());
    checkNames(map, "vars", known);
    map.map("vars").ifPresent(given -> checkKinds(given, vars, adapter));
    map.get("url").ifPresent(url -> checkRoot(url, adapter));
    checkNames(map, "credentials", adapter.credentials().keySet());
    adapter.needs().stream()
        .filter(name -> !vars.containsKey(name))
        .forEach(name -> missing(map, adapter, "vars", name));
    adapter.credentials().entrySet().stream()
        .filter(entry -> entry.getValue() && !credentials.containsKey(entry.getKey()))
        .filter(entry -> map.map("credentials").filter(m -> m.has(entry.getKey())).isEmpty())
        .forEach(entry -> missing(map, adapter, "credentials", entry.getKey()));
    return new DeskMaker(adapter, vars, credentials);
  }

  private SortedMap<String, Object> vars(YamlMap map) {
    SortedMap<String, Object> vars = AdapterFiles.vars(map);
    vars.replaceAll(
        (name, value) ->
            value instanceof String ? map.get(name).flatMap(secrets::text).orElse("") : value);
    return vars;
  }

  // What an adapter looks up in a map or goes through as a list works with nothing else.
  private static void checkKinds(YamlMap given, SortedMap<String, Object> vars, Adapter adapter) {
    vars.forEach(
        (name, value) ->
            Optional.ofNullable(adapter.vars().get(name))
                .map(DeskReader::kind)
                .filter(kind -> !kind.equals(kind(value)))
                .ifPresent(
                    kind ->
                        given.get(name).ifPresent(at -> at.problem("is " + kind(value), kind))));
  }

  private static String kind(Object value) {
    return switch (value) {
      case Map<?, ?> _ -> "a map";
      case List<?> _ -> "a list";
      case Boolean _ -> "true or false";
      default -> "one value";
    };
  }

  // Products call the address of their interface by its whole path; an adapter's paths hold it.
  private static void checkRoot(YamlValue url, Adapter adapter) {
    String path = adapter.firstPath().replaceAll("[?{].*", "");
    String text = String.valueOf(url.plain()).replaceFirst("/+$", "");
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      String root = path.substring(0, end);
      if (text.endsWith(root)) {
        url.problem(
            "it ends with " + root + ", which the adapter's paths begin with",
            "the address without " + root);
        return;
      }
    }
  }

  private static void checkNames(YamlMap map, String key, Set<String> known) {
    map.map(key)
        .ifPresent(
            given ->
                given.keys().stream()
                    .filter(name -> !known.contains(name))
                    .forEach(
                        name ->
                            given.keyProblem(
                                name,
                                "the adapter knows no "
                                    + Quantity.quoted(name)
                                    + NearestName.hint(name, known),
                                known.isEmpty() ? "none" : "one of " + String.join(", ", known))));
  }

  private static void missing(YamlMap map, Adapter adapter, String key, String name) {
    map.problem(
        "the adapter " + adapter.id() + " needs " + key + "." + name,
        key + ": {" + name + ": ...}");
  }
}
