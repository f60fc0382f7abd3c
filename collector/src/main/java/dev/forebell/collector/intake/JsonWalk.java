package dev.forebell.collector.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * Goes through a JSON message member by member, so that what is not wanted is passed over without
 * being built. A member that is null counts as not there.
 */
final class JsonWalk {
  private static final int DEEPEST = 32;
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final JsonParser in;

  private JsonWalk(JsonParser in) {
    this.in = in;
  }

  /** Takes a member whose value is the current token, or says that it is none of its own. */
  interface Member {
    boolean take(String name, JsonToken value) throws IOException, BadRequest;
  }

  /** Takes the current element. */
  interface Element {
    void take() throws IOException, BadRequest;
  }

  /** Says what to do with the one object that a message is. */
  interface Message {
    void read(JsonWalk walk) throws IOException, BadRequest;
  }

  /**
   * Reads a message.
   *
   * @param what it should be, for whoever sent it
   */
  static void message(byte[] bytes, String what, Message message) throws BadRequest {
    try (JsonParser in = JSON.createParser(bytes)) {
      in.nextToken();
      message.read(new JsonWalk(in));
      if (in.nextToken() != null) {
        throw new BadRequest("not " + what + ": something follows the JSON object");
      }
    } catch (IOException e) {
      throw new BadRequest("not " + what + ": " + e.getMessage());
    }
  }

  void object(Member member) throws IOException, BadRequest {
    expect(JsonToken.START_OBJECT);
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (value == JsonToken.VALUE_NULL || !member.take(name, value)) {
        in.skipChildren();
      }
    }
    expect(JsonToken.END_OBJECT);
  }

  /** Each element of the list that the member {@code wanted} is; false: this is another one. */
  boolean each(String name, String wanted, Element element) throws IOException, BadRequest {
    if (!name.equals(wanted)) {
      return false;
    }
    expect(JsonToken.START_ARRAY);
    while (in.nextToken() != JsonToken.END_ARRAY) {
      element.take();
    }
    return true;
  }

  private void expect(JsonToken token) throws BadRequest {
    if (in.currentToken() != token) {
      throw new BadRequest(
          "in JSON, " + in.currentTokenLocation().offsetDescription() + ": " + token + " expected");
    }
  }

  String text() throws IOException {
    return in.getText();
  }

  long whole() throws IOException, BadRequest {
    try {
      return Long.parseLong(in.getText());
    } catch (NumberFormatException e) {
      throw new BadRequest("'" + in.getText() + "' is no integer");
    }
  }

  double number() throws IOException, BadRequest {
    try {
      return Double.parseDouble(in.getText());
    } catch (NumberFormatException e) {
      throw new BadRequest("'" + in.getText() + "' is no number");
    }
  }
}
