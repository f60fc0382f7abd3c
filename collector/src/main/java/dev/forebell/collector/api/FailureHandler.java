package dev.forebell.collector.api;

import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.validation.ValidatorErrorType;
import io.vertx.openapi.validation.ValidatorException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/** Turns every failure of a request into a problem document; never shows a stack trace. */
final class FailureHandler implements Handler<RoutingContext> {
  private static final Logger LOG = System.getLogger(FailureHandler.class.getName());

  @Override
  public void handle(RoutingContext context) {
    if (context.response().headWritten()) {
      context.request().connection().close();
      return;
    }
    problem(context).send(context);
  }

  private static Problem problem(RoutingContext context) {
    Throwable failure = context.failure();
    // The validator's verdict arrives wrapped, once per layer of the router.
    Throwable cause = failure instanceof HttpException wrapped ? wrapped.getCause() : failure;
    return switch (cause) {
      case null -> byStatus(context);
      case ValidatorException e -> invalid(e);
      case DecodeException e -> Problem.of(400, "The body is not JSON.");
      default -> internal(context, cause);
    };
  }

  private static Problem invalid(ValidatorException e) {
    int status = e.type() == ValidatorErrorType.UNSUPPORTED_VALUE_FORMAT ? 415 : 400;
    String message = e.getMessage();
    return Problem.of(status, message == null ? "The request is malformed." : message);
  }

  private static Problem byStatus(RoutingContext context) {
    int status = context.statusCode() < 400 ? 500 : context.statusCode();
    String what = context.request().method() + " " + context.request().path();
    return switch (status) {
      case 404 ->
          Problem.of(404, "There is nothing at this path; /api/openapi.yaml lists the paths.");
      case 405 -> Problem.of(405, what + " is not offered; /api/openapi.yaml lists the methods.");
      case 413 -> Problem.of(413, "The body is over " + ApiRoutes.MAX_BODY_BYTES + " bytes.");
      default -> Problem.of(status, what + " could not be answered.");
    };
  }

  private static Problem internal(RoutingContext context, Throwable failure) {
    String mark = UUID.randomUUID().toString();
    LOG.log(
        Level.ERROR,
        "request " + context.request().method() + " " + context.normalizedPath() + ": " + mark,
        failure);
    return Problem.of(500, "An internal error; the collector's log tells more under " + mark + ".");
  }
}
