package dev.forebell.collector.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forebell.collector.engine.people.Roster;
import dev.forebell.collector.port.Channel;
import dev.forebell.collector.port.Channel.Bot;
import dev.forebell.collector.port.Channel.BotKind;
import dev.forebell.collector.port.Channel.Manners;
import dev.forebell.collector.port.HttpCaller;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.PeopleBook;
import dev.forebell.collector.port.PeopleSender.Answer;
import dev.forebell.collector.port.Person;
import dev.forebell.collector.port.Route;
import dev.forebell.common.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What bots and providers are posted, and what their answers mean. */
class BotsTest {
  private final List<HttpCaller.Request> posted = new ArrayList<>();
  private HttpCaller.Answer answer = new HttpCaller.Answer.Good("{\"errcode\":0}");

  @ParameterizedTest
  @EnumSource
  void whatABotDidNotTakeIsAFailureAlthoughItAnswers200(BotKind kind) {
    String good =
        switch (kind) {
          case WECOM, DINGTALK -> "{\"errcode\":0,\"errmsg\":\"ok\"}";
          case FEISHU -> "{\"code\":0,\"msg\":\"success\"}";
          case TELEGRAM -> "{\"ok\":true,\"result\":{}}";
          case SLACK -> "ok";
          case TEAMS -> "";
        };
    assertInstanceOf(Answer.Taken.class, BotAnswer.read(kind, good));
    for (String bad : List.of("<html>502</html>", "{\"errcode\":93000,\"code\":19001}", "{}")) {
      Answer said = BotAnswer.read(kind, bad);
      assertTrue(!(said instanceof Answer.Taken), kind + " took " + bad);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WECOM    | {\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}           | 60",
        "DINGTALK | {\"errcode\":130101,\"errmsg\":\"send too fast\"}                  | 60",
        "FEISHU   | {\"code\":11232,\"msg\":\"frequency limited\"}                     | 60",
        "TELEGRAM | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":7}} | 7"
      })
  void tooFastIsTriedLater(BotKind kind, String body, long seconds) {
    Answer.Later later = assertInstanceOf(Answer.Later.class, BotAnswer.read(kind, body));
    assertEquals(seconds, later.after().orElseThrow().toSeconds());
  }

  @Test
  void dingTalkSignsItsAddress() {
    // Computed with another implementation of HMAC (Python).
    Bot bot = bot(BotKind.DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=T");
    String url = BotBodies.of(bot, letter(), List.of(), Optional.empty(), Samples.NIGHT).url();
    assertEquals(
        "https://oapi.dingtalk.com/robot/send?access_token=T&timestamp=1790881830000&sign="
            + DINGTALK_SIGN,
        url);
  }

  @Test
  void feishuSignsAnEmptyText() {
    Bot bot = bot(BotKind.FEISHU, "https://open.feishu.cn/open-apis/bot/v2/hook/T");
    Map<String, Object> body =
        BotBodies.of(bot, letter(), List.of(), Optional.empty(), Samples.NIGHT).body();
    assertEquals("1790881830", body.get("timestamp"));
    assertEquals(FEISHU_SIGN, body.get("sign"));
  }

  private static final String DINGTALK_SIGN = "ZlBgebCbS8k957Umcw320k5N77Q6lJ%2B%2FG7cFLYF0lcU%3D";
  private static final String FEISHU_SIGN = "Ef4CzdmBqpgJc2mJhj4SsvcWyBVimJ8wtfPxCq9dsCE=";

  @Test
  void weComIsCutToWhatItTakesAndCallsTheOnesWhoAreMeant() throws IOException {
    Bot bot = bot(BotKind.WECOM, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=K");
    Letter letter = letter();
    Letter longer =
        new Letter(
            letter.language(),
            letter.subject(),
            letter.title(),
            List.of("故障".repeat(4000)),
            List.of(),
            "",
            Optional.empty(),
            "",
            true);
    for (Letter one : List.of(letter, longer)) {
      String content =
          tree(BotBodies.of(bot, one, List.of(), Optional.empty(), Samples.NIGHT).body())
              .at("/markdown/content")
              .asText();
      assertTrue(content.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 4096);
      assertTrue(content.startsWith("**EMERGENCY: host_down on erp-01**"), content);
    }
    send(book(bot), "ops", "", Samples.alarm(7).replace("chen", "li"));
    assertTrue(posted.getLast().body().orElseThrow().contains("<@wei.li>"));
  }

  @Test
  void telegramGetsHtmlThatNothingCanBreak() throws IOException {
    Bot bot = bot(BotKind.TELEGRAM, "https://api.telegram.org/bot1:T");
    BotBodies.Post post =
        BotBodies.of(bot, letter(), List.of(), Optional.of("-100"), Samples.NIGHT);
    assertEquals("https://api.telegram.org/bot1:T/sendMessage", post.url());
    JsonNode body = tree(post.body());
    assertEquals("-100", body.path("chat_id").asText());
    assertTrue(body.path("text").asText().startsWith("<b>EMERGENCY: host_down on erp-01</b>"));
    assertTrue(body.path("text").asText().contains("&lt;silent&gt;"));
  }

  @Test
  void aRoomWithoutDetailsNamesNeitherCustomerNorHostNorCause() {
    Bot bot =
        new Bot(
            "ops",
            BotKind.SLACK,
            new Secret("https://hooks.example.com/x"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Route.STRAIGHT,
            Samples.DISCREET);
    answer = new HttpCaller.Answer.Good("ok");
    assertInstanceOf(Answer.Taken.class, send(book(bot), "ops", "", Samples.alarm(7)));
    String body = posted.getLast().body().orElseThrow();
    for (String secret : List.of("nacht", "NACHT", "erp-01", "host_down", "silent", "shop")) {
      assertTrue(!body.contains(secret), body);
    }
    assertTrue(body.contains("An emergency is waiting for somebody"), body);
  }

  @Test
  void manyAtOnceBecomeOneDigest() {
    Bot bot = bot(BotKind.WECOM, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=K");
    List<Pending> many =
        IntStream.rangeClosed(1, 30)
            .mapToObj(i -> Samples.pending(i, "ops", "", Samples.alarm(7), true))
            .toList();
    channels(book(bot)).send(many).toCompletableFuture().join();
    assertEquals(1, posted.size());
    String body = posted.getFirst().body().orElseThrow();
    assertTrue(body.contains("30 messages at once") && body.contains("and 20 more"), body);
  }

  @Test
  void aProviderOfCallsGetsWhatItsFileSays() {
    Channel.Provider voice =
        new Channel.Provider(
            "voice",
            new Secret("https://voice.example.com/calls"),
            new TreeMap<>(Map.of("Authorization", new Secret("Bearer x"))),
            "{\"To\": to, \"Say\": text, \"Gather\": callback, \"Lang\": language}",
            true,
            Optional.of("status = \"queued\""),
            Route.STRAIGHT,
            Samples.OPEN);
    answer = new HttpCaller.Answer.Good("{\"status\":\"queued\"}");
    assertInstanceOf(Answer.Taken.class, send(book(voice), "voice", "li", Samples.alarm(7)));
    String body = posted.getLast().body().orElseThrow();
    assertTrue(body.startsWith("To=%2B861382&Say="), body);
    assertTrue(body.contains("Gather=https%3A%2F%2Fforebell.example.com%2Fcalls%2Fv1%2F"), body);
    answer = new HttpCaller.Answer.Good("{\"status\":\"failed\"}");
    assertInstanceOf(Answer.Refused.class, send(book(voice), "voice", "li", Samples.alarm(7)));
    answer = new HttpCaller.Answer.Bad("http_503", "busy", true, Optional.empty());
    assertInstanceOf(Answer.Later.class, send(book(voice), "voice", "li", Samples.alarm(7)));
  }

  @Test
  void aLinkIsGoodForOneWordAndSomeHours() {
    CallbackLinks links = new CallbackLinks(new byte[32], InstantSource.fixed(Samples.NIGHT));
    String token = links.token("INC-NACHT-2026-1", "li");
    assertEquals(Optional.of(new CallbackLinks.Word("INC-NACHT-2026-1", "li")), links.read(token));
    assertEquals(
        Optional.empty(),
        new CallbackLinks(new byte[32], InstantSource.fixed(Samples.NIGHT.plusSeconds(21_601)))
            .read(token));
    byte[] other = new byte[32];
    other[0] = 1;
    assertEquals(
        Optional.empty(), new CallbackLinks(other, InstantSource.fixed(Samples.NIGHT)).read(token));
    for (String bad : List.of("", ".", "x", "a.b", token + "A", token.substring(1))) {
      assertEquals(Optional.empty(), links.read(bad), bad);
    }
  }

  private static Letter letter() {
    return new LetterWriter(Samples.JOHN, Optional.empty(), false)
        .write(Notice.of(Samples.pending("ops", "", Samples.alarm(7), true).message()));
  }

  private static Bot bot(BotKind kind, String url) {
    return new Bot(
        "ops",
        kind,
        new Secret(url),
        Optional.of(new Secret("SECx")),
        Optional.empty(),
        Optional.empty(),
        Route.STRAIGHT,
        new Manners(false, java.util.OptionalInt.of(20), java.time.Duration.ofSeconds(5)));
  }

  private static PeopleBook book(Channel channel) {
    TreeMap<String, Person> persons = new TreeMap<>();
    Samples.readers().forEach(one -> persons.put(one.id(), one));
    TreeMap<String, String> addresses = new TreeMap<>(Samples.LI.addresses());
    addresses.put("ops", "wei.li");
    persons.put(
        "li", new Person("li", "Li Wei", Samples.LI.language(), Samples.LI.zone(), addresses));
    TreeMap<String, Channel> channels = new TreeMap<>();
    channels.put(channel.id(), channel);
    return new PeopleBook(
        Roster.NONE,
        persons,
        channels,
        Optional.empty(),
        Optional.of(URI.create("https://forebell.example.com")),
        new TreeMap<>());
  }

  private PeopleChannels channels(PeopleBook book) {
    return new PeopleChannels(
        () -> book,
        request -> {
          posted.add(request);
          return CompletableFuture.completedFuture(answer);
        },
        InstantSource.fixed(Samples.NIGHT),
        new CallbackLinks(new byte[32], InstantSource.fixed(Samples.NIGHT)));
  }

  private Answer send(PeopleBook book, String channel, String contact, String object) {
    return channels(book)
        .send(List.of(Samples.pending(channel, contact, object, true)))
        .toCompletableFuture()
        .join();
  }

  private static JsonNode tree(Map<String, Object> body) throws IOException {
    ObjectMapper json = new ObjectMapper();
    return json.readTree(json.writeValueAsString(body));
  }
}
