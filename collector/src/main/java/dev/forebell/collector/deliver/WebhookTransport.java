package dev.forebell.collector.deliver;

import java.util.concurrent.CompletionStage;

/** How a request gets to its endpoint. Thread-safe, never blocks the caller. */
public interface WebhookTransport {
  /** The stage always completes normally, at the latest after the request's time-out. */
  CompletionStage<DeliveryResult> send(WebhookRequest request);
}
