package dev.forebell.collector.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forebell.collector.port.Channel;
import dev.forebell.collector.port.Channel.Bot;
import dev.forebell.collector.port.Channel.BotKind;
import dev.forebell.collector.port.HttpCaller;
import dev.forebell.collector.port.PeopleBook;
import dev.forebell.collector.port.PeopleSender.Answer;
import dev.forebell.collector.port.Person;
import dev.forebell.common.model.Secret;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Messages that go by HTTP: to chat bots and to providers of calls and short messages. */
final class WebPost {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<PeopleBook> book;
  private final HttpCaller http;
  private final InstantSource clock;
  private final CallbackLinks callbacks;

  WebPost(
      Supplier<PeopleBook> book, HttpCaller http, InstantSource clock, CallbackLinks callbacks) {
    this.book = book;
    this.http = http;
    this.clock = clock;
    this.callbacks = callbacks;
  }

  /**
   * @param told ids of contacts who are meant
   */
  CompletionStage<Answer> bot(Bot bot, Person reader, Letter letter, List<String> told) {
    Optional<String> chat = bot.chat().or(() -> PeopleChannels.address(reader, bot));
    if (bot.kind() == BotKind.TELEGRAM && chat.isEmpty()) {
      return PeopleChannels.noAddress();
    }
    BotBodies.Post post = BotBodies.of(bot, letter, mentions(bot, told), chat, clock.instant());
    HttpCaller.Request request =
        new HttpCaller.Request(
            "POST",
            new Secret(post.url()),
            headers("application/json", new TreeMap<>()),
            Optional.of(json(post.body())),
            bot.manners().timeout(),
            bot.route());
    return call(request, body -> BotAnswer.read(bot.kind(), body));
  }

  private List<String> mentions(Bot bot, List<String> told) {
    return bot.isRoom()
        ? told.stream()
            .flatMap(id -> Optional.ofNullable(book.get().persons().get(id)).stream())
            .flatMap(person -> PeopleChannels.address(person, bot).stream())
            .toList()
        : List.of();
  }

  /**
   * @param notice that can be acknowledged; empty: there is nothing to acknowledge
   */
  CompletionStage<Answer> provider(
      Channel.Provider provider, Person reader, Letter letter, Optional<Notice> notice) {
    Optional<String> to = PeopleChannels.address(reader, provider);
    if (to.isEmpty()) {
      return PeopleChannels.noAddress();
    }
    try {
      HttpCaller.Request request =
          new HttpCaller.Request(
              "POST",
              provider.url(),
              headers(ProviderBody.type(provider), provider.headers()),
              Optional.of(ProviderBody.of(provider, message(to.get(), reader, letter, notice))),
              provider.manners().timeout(),
              provider.route());
      return call(request, body -> ProviderBody.read(provider, body));
    } catch (IllegalArgumentException broken) {
      String what = Optional.ofNullable(broken.getMessage()).orElse("the body's mapping fails");
      return PeopleChannels.done(new Answer.Refused("mapping", BotAnswer.line(what)));
    }
  }

  private Map<String, Object> message(
      String to, Person reader, Letter letter, Optional<Notice> notice) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("to", to);
    message.put("text", letter.spoken());
    message.put("title", letter.title());
    message.put("name", reader.name());
    message.put("contact", reader.id());
    message.put("language", letter.language());
    message.put("urgent", letter.urgent());
    message.put("incident", notice.map(Notice::incident).orElse(""));
    message.put(
        "callback",
        notice
            .filter(Notice::isAlarm)
            .flatMap(one -> callbacks.link(book.get().board(), one.incident(), reader.id()))
            .orElse(""));
    return message;
  }

  private CompletionStage<Answer> call(HttpCaller.Request request, Function<String, Answer> read) {
    return http.call(request)
        .thenApply(
            answer ->
                switch (answer) {
                  case HttpCaller.Answer.Good good -> read.apply(good.body());
                  case HttpCaller.Answer.Bad bad when bad.later() ->
                      new Answer.Later(bad.code(), bad.detail(), bad.after());
                  case HttpCaller.Answer.Bad bad -> new Answer.Refused(bad.code(), bad.detail());
                });
  }

  private static SortedMap<String, Secret> headers(String type, SortedMap<String, Secret> own) {
    SortedMap<String, Secret> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Content-Type", new Secret(type));
    all.put("User-Agent", new Secret("Forebell"));
    all.putAll(own);
    return all;
  }

  private static String json(Map<String, Object> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts are always JSON", e);
    }
  }
}
