package dev.forebell.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The board in a real Chromium, fed by a real agent that is really stopped. Screenshots stay in
 * target/screenshots.
 */
class ConsoleIT {
  private static final LocatorAssertions.ContainsTextOptions PATIENT =
      new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

  private static final LocatorAssertions.ContainsTextOptions IGNORING_CASE =
      new LocatorAssertions.ContainsTextOptions().setTimeout(30_000).setIgnoreCase(true);

  @TempDir private Path folder;

  @Test
  void showsAnEmergencyLiveAndAcknowledgesIt() {
    Path config =
        TestConfig.quick(folder.resolve("config"))
            .withSample("webhooks/demo-desk.yaml")
            .with(
                "customers/demo.yaml",
                """
                customer: {id: demo, code: DEMO, zone: Europe/Berlin, people: 61, people_share: 50%, contract: quick, webhooks: [demo-desk]}
                sites: [{id: hq}]
                hosts: [{id: this-host, site: hq, kind: server, confirm: 3s}]
                services: [{id: office, key: true, min_up: 1, hosts: [this-host], people: 61}]
                """)
            .folder();
    try (Running up = Running.start("up", config, folder.resolve("data"));
        Chromium chromium = new Chromium()) {
      Page page = chromium.page(new Browser.NewPageOptions().setViewportSize(1280, 900));
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text());
            }
          });
      page.onPageError(complaints::add);
      page.navigate(up.console().toString());
      assertThat(page.locator("body")).containsText("this-host", PATIENT);
      screenshot(page, "board-quiet");

      Running.signal("STOP", up.agentPid());
      try {
        assertThat(page.locator("body")).containsText("INC-DEMO-", PATIENT);
        assertThat(page.locator("body")).containsText("office", PATIENT);
        screenshot(page, "board-emergency");
        Locator acknowledge =
            page.locator("button", new Page.LocatorOptions().setHasText("Acknowledge")).first();
        acknowledge.click();
        page.locator("dialog input").first().fill("Ann");
        page.locator("dialog button[type=submit]").first().click();
        Eventually.holds(
            "acknowledged by Ann",
            Duration.ofSeconds(10),
            () ->
                up.incidentOf("host_down")
                    .filter(one -> one.path("acknowledged_at").isTextual())
                    .isPresent());
        screenshot(page, "board-acknowledged");
        markupStaysText(up, page);
        inOtherLanguages(up, chromium);
      } finally {
        Running.signal("CONT", up.agentPid());
      }
      Eventually.holds(
          "restored",
          Duration.ofSeconds(10),
          () ->
              up.incidentOf("host_down")
                  .filter(one -> one.path("restored_at").isTextual())
                  .isPresent());

      resolve(up, page);
      page.navigate(up.desk().toString());
      assertThat(page.locator("body")).containsText("INC-DEMO-", PATIENT);
      screenshot(page, "desk");
      assertEquals(List.of(), complaints, "the browser's console");
    }
  }

  private static void resolve(Running up, Page page) {
    page.locator("[data-act=resolve]").first().click();
    assertThat(page.locator("#resolve-title")).containsText("INC-DEMO-", PATIENT);
    page.locator("#resolve-dialog button[type=submit]").click();
    assertThat(page.locator("#resolve-dialog")).isVisible(); // nothing is resolved without a word
    page.locator("#resolve-input").fill("power cord <b>replaced</b>");
    screenshot(page, "board-resolve");
    page.locator("#resolve-dialog button[type=submit]").click();
    Eventually.holds(
        "resolved by Ann",
        Duration.ofSeconds(10),
        () ->
            up.incidentOf("host_down")
                .filter(one -> one.path("resolved_at").isTextual())
                .isPresent());
    assertThat(page.locator("[data-act=resolve]")).hasCount(0);
  }

  private static void markupStaysText(Running up, Page page) {
    String markup = "<img src=x onerror=alert(1)><b>bold</b>";
    String id = up.incidentOf("host_down").orElseThrow().path("id").asText();
    up.post(
        "/api/v1/incidents/" + id + "/commands",
        "{\"command\":\"comment\",\"by\":\"<i>Eve</i>\",\"text\":\"" + markup + "\"}");
    page.locator("button", new Page.LocatorOptions().setHasText("Timeline")).first().click();
    assertThat(page.locator("body")).containsText(markup, PATIENT);
    assertThat(page.locator("body")).containsText("<i>Eve</i>", PATIENT);
    assertEquals(0, page.locator("img[src=x]").count());
    screenshot(page, "board-timeline");
  }

  private static void inOtherLanguages(Running up, Chromium chromium) {
    Map<String, List<String>> spoken =
        Map.of(
            "zh-CN", List.of("紧急", "关键服务 office", "未受理", "响应"),
            "ru-RU", List.of("Авария", "у ключевой службы office", "Открыто", "Реакция"));
    spoken.forEach(
        (locale, words) -> {
          try (Page page =
              chromium.page(
                  new Browser.NewPageOptions().setLocale(locale).setViewportSize(1280, 900))) {
            page.navigate(up.console().toString());
            for (String word : words) {
              assertThat(page.locator("body")).containsText(word, IGNORING_CASE);
            }
            page.locator("[data-act=timeline]").first().click();
            assertThat(page.locator(".steps li").first()).isVisible();
            screenshot(page, "board-" + locale);
          }
        });
  }

  private static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }
}
