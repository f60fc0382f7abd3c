package dev.forebell.collector.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Service;
import dev.forebell.collector.port.CustomerBook;
import dev.forebell.collector.port.FleetView;
import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.SiteId;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Hosts as they stand now, and the customers they belong to. */
final class FleetRoutes {
  private final FleetView fleet;
  private final CustomerBook book;

  FleetRoutes(FleetView fleet, CustomerBook book) {
    this.fleet = fleet;
    this.book = book;
  }

  void hosts(RoutingContext context) {
    List<HostNow> hosts = selected(context).toList();
    Answer.json(
        context,
        200,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("hosts");
          for (HostNow host : hosts) {
            HostText.summary(out, host);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  void host(RoutingContext context) {
    String id = context.pathParam("id");
    List<HostNow> found = selected(context).filter(h -> h.host().value().equals(id)).toList();
    switch (found.size()) {
      case 0 ->
          Problem.refusal(404, "no_such_host", "There is no host '" + id + "'.").send(context);
      case 1 -> Answer.json(context, 200, out -> HostText.withValues(out, found.getFirst()));
      default ->
          Problem.refusal(
                  409,
                  "ambiguous_host",
                  "Several customers have a host '" + id + "': add ?customer=.")
              .send(context);
    }
  }

  private Stream<HostNow> selected(RoutingContext context) {
    Stream<HostNow> all = fleet.hosts().stream();
    return Arguments.of(context)
        .text("customer")
        .map(customer -> all.filter(h -> h.customer().value().equals(customer)))
        .orElse(all);
  }

  void customers(RoutingContext context) {
    Answer.json(
        context,
        200,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("customers");
          for (CustomerConfig customer : book.customers()) {
            write(out, customer);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void write(JsonGenerator out, CustomerConfig customer) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", customer.id().value());
    out.writeStringField("code", customer.code());
    out.writeStringField("zone", customer.zone().getId());
    out.writeNumberField("people", customer.people());
    out.writeStringField("mode", customer.mode().name().toLowerCase(Locale.ROOT));
    out.writeStringField("contract", customer.defaultContract());
    out.writeArrayFieldStart("sites");
    for (SiteId site : customer.sites().keySet()) {
      out.writeString(site.value());
    }
    out.writeEndArray();
    out.writeNumberField("hosts", customer.hosts().size());
    out.writeArrayFieldStart("services");
    for (Service service : customer.services().values()) {
      write(out, service);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Service service) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", service.id().value());
    out.writeBooleanField("key", service.key());
    out.writeNumberField("min_up", service.minUp());
    out.writeNumberField("people", service.people());
    out.writeArrayFieldStart("hosts");
    for (HostId host : service.hosts()) {
      out.writeString(host.value());
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
