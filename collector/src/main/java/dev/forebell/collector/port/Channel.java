package dev.forebell.collector.port;

import dev.forebell.common.model.Secret;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/** A way to tell people something, as configured. */
public sealed interface Channel {
  /** Named by contacts' addresses and by ladders. */
  String id();

  Manners manners();

  /** Whether it reaches a room of people instead of one contact. */
  boolean isRoom();

  /**
   * What all channels have.
   *
   * @param noDetails true: what leaves by it names neither customer, host nor cause
   * @param perMinute most messages in any minute, from 1; empty: any number
   * @param timeout for a whole attempt
   */
  record Manners(boolean noDetails, OptionalInt perMinute, Duration timeout) {}

  /**
   * Mail by SMTP.
   *
   * @param host name or address of the server
   * @param user empty: no authentication
   * @param from sender, as RFC 5322 writes it
   * @param authority PEM file whose certificates are trusted instead of the usual ones
   */
  record Mail(
      String id,
      String host,
      int port,
      Tls tls,
      Optional<String> user,
      Optional<Secret> password,
      String from,
      Optional<String> authority,
      Manners manners)
      implements Channel {
    /** How the connection is kept private. */
    public enum Tls {
      STARTTLS(587),
      TLS(465),
      NONE(25);

      private final int port;

      Tls(int port) {
        this.port = port;
      }

      /** Where such a server usually listens. */
      public int port() {
        return port;
      }
    }

    @Override
    public boolean isRoom() {
      return false;
    }
  }

  /** A family of chat bots. */
  enum BotKind {
    WECOM,
    DINGTALK,
    FEISHU,
    TELEGRAM,
    SLACK,
    TEAMS;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A chat bot.
   *
   * @param url with the bot's token: a secret as a whole
   * @param secret signs each message, where the kind knows that
   * @param chat Telegram: the room; empty: each contact has a chat of its own
   * @param thread Telegram: the topic within the room
   * @param route how it is reached
   */
  record Bot(
      String id,
      BotKind kind,
      Secret url,
      Optional<Secret> secret,
      Optional<String> chat,
      Optional<String> thread,
      Route route,
      Manners manners)
      implements Channel {
    @Override
    public boolean isRoom() {
      return kind != BotKind.TELEGRAM || chat.isPresent();
    }
  }

  /**
   * A provider of calls or short messages with an HTTP interface of its own.
   *
   * @param body JSONata over the message: what is sent
   * @param form true: the body's fields are sent as a form, false: as JSON
   * @param taken JSONata over the answer: true if it was taken; empty: any answer of 2xx says so
   * @param route how it is reached
   */
  record Provider(
      String id,
      Secret url,
      SortedMap<String, Secret> headers,
      String body,
      boolean form,
      Optional<String> taken,
      Route route,
      Manners manners)
      implements Channel {
    @Override
    public boolean isRoom() {
      return false;
    }
  }
}
