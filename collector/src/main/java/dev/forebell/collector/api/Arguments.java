package dev.forebell.collector.api;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** A request's parameters after validation: typed, defaults of the document applied. */
final class Arguments {
  private static final int DEFAULT_LIMIT = 100;

  private final ValidatedRequest request;

  private Arguments(ValidatedRequest request) {
    this.request = request;
  }

  static Arguments of(RoutingContext context) {
    return new Arguments(context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST));
  }

  Optional<String> text(String name) {
    return query(name).map(RequestParameter::getString);
  }

  /** The values of a list parameter; none if it is absent. */
  List<String> texts(String name) {
    return query(name)
        .map(RequestParameter::getJsonArray)
        .map(
            array -> StreamSupport.stream(array.spliterator(), false).map(String::valueOf).toList())
        .orElse(List.of());
  }

  int number(String name) {
    return query(name).map(RequestParameter::getInteger).orElse(DEFAULT_LIMIT);
  }

  Optional<Long> header(String name) {
    return given(request.getHeaders(), name).map(RequestParameter::getLong);
  }

  long pathNumber(String name) {
    return given(request.getPathParameters(), name).orElseThrow().getLong();
  }

  JsonObject body() {
    return request.getBody().getJsonObject();
  }

  private Optional<RequestParameter> query(String name) {
    return given(request.getQuery(), name);
  }

  private static Optional<RequestParameter> given(
      Map<String, RequestParameter> parameters, String name) {
    return Optional.ofNullable(parameters.get(name))
        .filter(Predicate.not(RequestParameter::isNull));
  }
}
