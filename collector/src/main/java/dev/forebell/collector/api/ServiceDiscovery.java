package dev.forebell.collector.api;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.common.model.CustomerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The estate for Prometheus' HTTP service discovery: every host once, always the whole list, with
 * what is known of it as {@code __meta_forebell_} labels.
 */
final class ServiceDiscovery {
  private static final String META = "__meta_forebell_";

  private ServiceDiscovery() {}

  static String json(List<CustomerConfig> customers, Optional<CustomerId> only) {
    return JsonText.of(
        out -> {
          out.writeStartArray();
          for (CustomerConfig customer : customers) {
            if (only.map(customer.id()::equals).orElse(true)) {
              for (Host host : customer.hosts().values()) {
                out.writeStartObject();
                out.writeArrayFieldStart("targets");
                out.writeString(host.id().value());
                out.writeEndArray();
                out.writeObjectFieldStart("labels");
                for (Map.Entry<String, String> label : labels(customer, host).entrySet()) {
                  out.writeStringField(label.getKey(), label.getValue());
                }
                out.writeEndObject();
                out.writeEndObject();
              }
            }
          }
          out.writeEndArray();
        });
  }

  private static Map<String, String> labels(CustomerConfig customer, Host host) {
    Map<String, String> labels = new TreeMap<>();
    labels.put(META + "host", host.id().value());
    labels.put(META + "customer", customer.id().value());
    labels.put(META + "site", host.site().value());
    labels.put(META + "kind", host.kind().id());
    labels.put(META + "mode", customer.mode().name().toLowerCase(java.util.Locale.ROOT));
    host.labels()
        .values()
        .forEach((name, value) -> labels.put(META + "label_" + name.replaceAll("\\W", "_"), value));
    return labels;
  }
}
