package dev.forebell.benchmarks.speed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Alerts of many customers at a steady rate, as Alertmanager's webhook tells them.
 *
 * @param alerts where they are told
 * @param rate alerts a second
 * @param seconds how long
 */
record AlertRain(HttpClient http, URI alerts, int rate, int seconds) {
  static final int CUSTOMERS = 40;
  static final String TOKEN = "fbt_speed-of-deliveries";
  static final String FIRST = "First";
  // The collector reads so many requests of other systems at once.
  private static final int SENDERS = 4;
  private static final int STEP_MILLIS = 10;

  /** Each host says something that does not count: it may be a finding at its enrolment. */
  void arrive() throws IOException, InterruptedException {
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      post(customer, alert(FIRST, customer));
    }
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
  }

  private static String alert(String name, int customer) {
    return """
    {"status":"firing","labels":{"alertname":"%s","instance":"h%d","severity":"critical"},\
    "annotations":{"summary":"x"},"startsAt":"%s","endsAt":"0001-01-01T00:00:00Z"}\
    """
        .formatted(name, customer, Instant.now());
  }

  /**
   * As Alertmanager does, what is not taken now is told again: the same alert opens nothing twice.
   */
  private void post(int customer, String some) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(alerts)
            .header("Authorization", "Bearer " + TOKEN + customer)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"version\":\"4\",\"status\":\"firing\",\"alerts\":[" + some + "]}"))
            .build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    while (status == 503) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(STEP_MILLIS));
      status = http.send(request, BodyHandlers.discarding()).statusCode();
    }
    if (status != 200) {
      throw new IOException("alerts were answered " + status);
    }
  }

  /** Steadily: each customer's source tells what is due of the rate by then. */
  Duration fall() throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int sender = 0; sender < SENDERS; sender++) {
        int first = sender;
        all.add(senders.submit(() -> send(first, began)));
      }
      for (Future<Boolean> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Alert n is of customer n mod {@link #CUSTOMERS}. */
  private boolean send(int first, long began) throws IOException, InterruptedException {
    long all = (long) rate * seconds;
    long due = 0;
    int[] next = new int[CUSTOMERS];
    while (due < all) {
      long passed = System.nanoTime() - began;
      due = Math.min(all, 1 + passed * rate / TimeUnit.SECONDS.toNanos(1));
      for (int customer = first; customer < CUSTOMERS; customer += SENDERS) {
        StringJoiner some = new StringJoiner(",");
        for (; next[customer] * CUSTOMERS + customer < due; next[customer]++) {
          some.add(alert("A" + next[customer], customer));
        }
        if (some.length() > 0) {
          post(customer, some.toString());
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(STEP_MILLIS));
    }
    return true;
  }
}
