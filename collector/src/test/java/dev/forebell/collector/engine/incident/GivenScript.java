package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.calendar.DayInterval;
import dev.forebell.collector.engine.customer.Glob;
import dev.forebell.collector.engine.customer.HostChoice;
import dev.forebell.collector.engine.customer.MaintenanceWindow;
import dev.forebell.collector.engine.customer.Matcher;
import dev.forebell.collector.engine.customer.Schedule;
import dev.forebell.collector.engine.customer.Silence;
import dev.forebell.collector.engine.customer.Suppressions;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostId;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/** The windows and silences of a script line. */
final class GivenScript {
  private final List<MaintenanceWindow> windows = new ArrayList<>();
  private final List<Silence> silences = new ArrayList<>();

  private GivenScript() {}

  static Suppressions read(List<String> words) {
    GivenScript script = new GivenScript();
    Iterator<String> rest = words.iterator();
    rest.next();
    while (rest.hasNext()) {
      script.one(rest.next(), rest);
    }
    return new Suppressions(script.windows, script.silences);
  }

  private void one(String what, Iterator<String> words) {
    String id = words.next();
    String about = words.next();
    switch (what) {
      case "window" ->
          windows.add(
              window(
                  id,
                  about,
                  new Schedule.Once(DeskScript.time(words.next()), DeskScript.time(words.next()))));
      case "weekly" -> windows.add(window(id, about, weekly(words)));
      case "calendar" ->
          windows.add(
              window(id, about, new Schedule.ByCalendar(words.next(), words.next().equals("in"))));
      case "silence" ->
          silences.add(
              new Silence(
                  id,
                  List.of(Matcher.of(Matcher.Field.RULE, List.of(new Glob(about)))),
                  DeskScript.time(words.next()),
                  DeskScript.time(words.next()),
                  "",
                  "anna"));
      default -> throw new IllegalArgumentException("no suppression is called " + what);
    }
  }

  private static Schedule weekly(Iterator<String> words) {
    ZoneId zone = ZoneId.of(words.next());
    TreeMap<DayOfWeek, List<DayInterval>> hours = new TreeMap<>();
    for (String day : words.next().split(",", -1)) {
      hours.put(DayOfWeek.valueOf(day), List.of());
    }
    DayInterval interval = new DayInterval(second(words.next()), second(words.next()));
    hours.replaceAll((_, _) -> List.of(interval));
    return new Schedule.Weekly(zone, hours);
  }

  private static int second(String text) {
    return text.equals("24:00") ? 86_400 : LocalTime.parse(text).toSecondOfDay();
  }

  private static MaintenanceWindow window(String id, String host, Schedule schedule) {
    HostChoice hosts =
        host.equals("*")
            ? HostChoice.ALL
            : new HostChoice(
                List.of(new HostId(host)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Attributes.NONE);
    return new MaintenanceWindow(id, hosts, schedule, "", "anna");
  }
}
