package dev.forebell.collector.app;

import dev.forebell.collector.deliver.DeliveryResult;
import dev.forebell.collector.deliver.WebhookRequest;
import dev.forebell.collector.deliver.WebhookTransport;
import dev.forebell.collector.port.HttpCaller;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets the channels to people call through what carries webhooks: guard, time-out and all. */
record SenderCaller(WebhookTransport sender) implements HttpCaller {
  @Override
  public CompletionStage<Answer> call(Request request) {
    URI url;
    try {
      url = URI.create(request.url().reveal());
    } catch (IllegalArgumentException _) {
      return CompletableFuture.completedFuture(
          new Answer.Bad("bad_address", "the address is none", false, java.util.Optional.empty()));
    }
    return sender
        .send(
            new WebhookRequest(
                request.method(),
                url,
                request.headers(),
                request.body(),
                request.timeout(),
                request.route()))
        .thenApply(result -> answer(result, url));
  }

  private static Answer answer(DeliveryResult result, URI url) {
    return switch (result) {
      case DeliveryResult.Accepted accepted -> new Answer.Good(accepted.answer());
      case DeliveryResult.Retry retry ->
          new Answer.Bad(retry.code(), masked(retry.detail(), url), true, retry.after());
      case DeliveryResult.Failed failed ->
          new Answer.Bad(
              failed.code(), masked(failed.detail(), url), false, java.util.Optional.empty());
    };
  }

  /** A bot's path is its password. */
  private static String masked(String detail, URI url) {
    String path = url.getRawPath();
    return path.length() > 1 ? detail.replace(path, "/...") : detail;
  }
}
