package dev.forebell.collector.app.command;

import dev.forebell.collector.app.ChannelTrial;
import dev.forebell.collector.port.Channel;
import dev.forebell.collector.port.PeopleBook;
import dev.forebell.collector.port.PeopleSender.Answer;
import dev.forebell.collector.port.Person;
import java.text.MessageFormat;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code forebell channel ...}: for whoever connects a channel to people. */
@Command(
    name = "channel",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Tries the channels by which people are told.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the channel took it",
      "1:it did not, or the configuration has mistakes",
      "2:wrong usage, such as a channel that does not exist"
    })
public final class ChannelCommand {
  private final ResourceBundle texts = Spoken.bundle("dev.forebell.collector.app.command.channel");

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @Spec
  private CommandSpec spec;

  /** One message, really sent. */
  @Command(
      name = "try",
      mixinStandardHelpOptions = true,
      description =
          "Really sends a message that says that it is a trial, and tells what the channel"
              + " answered.")
  int tryOut(
      @Parameters(paramLabel = "CHANNEL", description = "Id of a channel.") String id,
      @Option(
              names = "--contact",
              paramLabel = "CONTACT",
              description = "Who gets it; not for rooms.")
          Optional<String> contact,
      @Mixin ConfigurationOption config) {
    return config
        .load(spec.commandLine().getErr())
        .map(configuration -> tried(configuration.people(), id, contact))
        .orElse(1);
  }

  private int tried(PeopleBook book, String id, Optional<String> contact) {
    Optional<String> mistake = mistake(book, id, contact);
    mistake.ifPresent(spec.commandLine().getErr()::println);
    return mistake.isPresent() ? ExitCode.USAGE : sent(book, id, contact);
  }

  private Optional<String> mistake(PeopleBook book, String id, Optional<String> contact) {
    Optional<Channel> channel = Optional.ofNullable(book.channels().get(id));
    if (channel.isEmpty()) {
      return Optional.of(say("unknown", id, String.join(", ", book.channels().keySet())));
    }
    if (contact.isEmpty()) {
      return channel.get().isRoom()
          ? Optional.empty()
          : Optional.of(say("no_contact", id, reached(book, id)));
    }
    return Optional.ofNullable(book.persons().get(contact.get()))
            .filter(person -> channel.get().isRoom() || person.addresses().containsKey(id))
            .isPresent()
        ? Optional.empty()
        : Optional.of(say("no_address", contact.get(), id, reached(book, id)));
  }

  private static String reached(PeopleBook book, String channel) {
    return book.persons().values().stream()
        .filter(person -> person.addresses().containsKey(channel))
        .map(Person::id)
        .collect(Collectors.joining(", "));
  }

  private int sent(PeopleBook book, String id, Optional<String> contact) {
    Answer answer = new ChannelTrial(book, InstantSource.system()).send(id, contact, say("words"));
    String line =
        switch (answer) {
          case Answer.Taken _ -> say("taken", id);
          case Answer.Later(String code, String detail, var _) -> say("failed", id, code, detail);
          case Answer.Refused(String code, String detail) -> say("failed", id, code, detail);
        };
    spec.commandLine().getOut().println(line);
    return answer instanceof Answer.Taken ? 0 : 1;
  }

  private String say(String key, Object... values) {
    return new MessageFormat(texts.getString(key), Locale.ROOT).format(values);
  }
}
