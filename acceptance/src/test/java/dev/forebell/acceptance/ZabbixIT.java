package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the media type for Zabbix says, in a real JavaScript engine, against the product. */
class ZabbixIT {
  // What Zabbix gives a script, on top of what a browser has.
  private static final String ZABBIX =
      """
      ([script, value]) => {
        function HttpRequest() {
          this.headers = [];
          this.status = 0;
        }
        HttpRequest.prototype.addHeader = function (line) { this.headers.push(line.split(/: (.*)/)); };
        HttpRequest.prototype.post = function (url, data) {
          const request = new XMLHttpRequest();
          request.open('POST', url, false);
          this.headers.forEach(header => request.setRequestHeader(header[0], header[1]));
          request.send(data);
          this.status = request.status;
          return request.responseText;
        };
        HttpRequest.prototype.getStatus = function () { return this.status; };
        try {
          return new Function('value', 'HttpRequest', 'Zabbix', script)(value, HttpRequest, {log() {}});
        } catch (thrown) {
          throw new Error(thrown);
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void theMediaTypeForZabbixTellsOfProblemsAndRecoveries() throws Exception {
    Map<String, Object> media = mediaType();
    String script = String.valueOf(media.get("script"));
    for (String newer : List.of("=>", "`", "let ", "const ")) {
      assertFalse(script.contains(newer), newer + "is not known to Zabbix's JavaScript");
    }
    try (Running up = WaysIn.up(folder);
        Chromium chromium = new Chromium();
        Page page = chromium.page(new Browser.NewPageOptions().setBypassCSP(true))) {
      page.navigate(up.console().toString());
      Map<String, String> macros = macros(up);
      assertEquals("OK", page.evaluate(ZABBIX, List.of(script, value(media, macros))));
      JsonNode incident =
          Eventually.gives(
              "an incident",
              WaysIn.SOON,
              () -> WaysIn.open(up, "this-host", "this-host: Disk is full"));
      assertEquals("critical", incident.path("severity").asText(), incident.toString());
      assertTrue(incident.path("subject").asText().contains("capacity"), incident.toString());
      macros.put("{EVENT.VALUE}", "0");
      assertEquals("OK", page.evaluate(ZABBIX, List.of(script, value(media, macros))));
      Eventually.holds(
          "the incident to end",
          WaysIn.SOON,
          () -> WaysIn.open(up, "this-host", "this-host: Disk is full").isEmpty());
      macros.put("{EVENT.SOURCE}", "3");
      assertEquals(
          "left out: not the event of a trigger",
          page.evaluate(ZABBIX, List.of(script, value(media, macros))));
      macros.put("{EVENT.SOURCE}", "0");
      macros.put("{$FOREBELL.TOKEN}", "another");
      PlaywrightException refused =
          assertThrows(
              PlaywrightException.class,
              () -> page.evaluate(ZABBIX, List.of(script, value(media, macros))));
      assertTrue(refused.getMessage().contains("HTTP 401"), refused.getMessage());
    }
  }

  private static Map<String, String> macros(Running up) {
    Map<String, String> macros = new LinkedHashMap<>();
    macros.put("{$FOREBELL.URL}", "http://127.0.0.1:" + up.console().getPort() + "/");
    macros.put("{$FOREBELL.TOKEN}", TestConfig.SOURCE_TOKEN);
    macros.put("{EVENT.SOURCE}", "0");
    macros.put("{EVENT.VALUE}", "1");
    macros.put("{EVENT.ID}", "9001");
    macros.put("{EVENT.NAME}", "Disk is full (97 %)");
    macros.put("{EVENT.NSEVERITY}", "4");
    macros.put("{EVENT.TAGSJSON}", "[{\"tag\": \"scope\", \"value\": \"capacity\"}]");
    macros.put("{TRIGGER.ID}", "4711");
    macros.put("{TRIGGER.NAME.ORIG}", "{HOST.NAME}: Disk is full");
    macros.put("{HOST.HOST}", "this-host");
    return macros;
  }

  @SuppressWarnings("unchecked") // the shape of the file is what is tested
  private static Map<String, Object> mediaType() throws IOException {
    String text =
        Files.readString(Checkout.root().resolve("config/zabbix/forebell-media-type.yml"));
    Map<String, Object> file =
        (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text);
    Map<String, Object> export = (Map<String, Object>) file.get("zabbix_export");
    return ((List<Map<String, Object>>) export.get("media_types")).getFirst();
  }

  /** The parameters as Zabbix hands them over: their macros expanded. */
  @SuppressWarnings("unchecked") // as above
  private static String value(Map<String, Object> media, Map<String, String> macros)
      throws IOException {
    Map<String, String> value = new LinkedHashMap<>();
    for (Map<String, String> parameter : (List<Map<String, String>>) media.get("parameters")) {
      String macro = parameter.get("value");
      assertTrue(macro.isEmpty() || macros.containsKey(macro), macro);
      value.put(parameter.get("name"), macros.getOrDefault(macro, macro));
    }
    return Running.JSON.writeValueAsString(value);
  }
}
