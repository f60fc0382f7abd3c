package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.WatchMetrics;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The virtual machines of a QEMU host, whoever manages them: each is a process that has its name
 * among its words. One that was seen and is gone is down until the agent ends.
 */
@Pure
final class RunningGuests {
  private static final Pattern NAME =
      Pattern.compile("(?:^| )-name (?:guest=)?((?:[^ ,]|,,)+)(?:[ ,]|$)");

  private final NavigableSet<String> seen = new TreeSet<>();

  List<Sample> samples(List<SeenProcess> processes) {
    NavigableSet<String> running = new TreeSet<>();
    for (SeenProcess process : processes) {
      if (process.name().startsWith("qemu") || process.name().equals("kvm")) {
        nameOf(process.commandLine().get()).ifPresent(running::add);
      }
    }
    seen.addAll(running);
    return seen.stream()
        .map(
            name ->
                Sample.of(
                    WatchMetrics.GUEST_UP.series(WatchMetrics.GUEST_NAME, name),
                    running.contains(name) ? 1 : 0))
        .toList();
  }

  /** QEMU doubles a comma within a name. */
  static Optional<String> nameOf(String commandLine) {
    Matcher name = NAME.matcher(commandLine);
    return name.find() ? Optional.of(name.group(1).replace(",,", ",")) : Optional.empty();
  }
}
