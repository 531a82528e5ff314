package health.cairn.app.store;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is wrong with a JSON file that a person wrote, without the names of this program's classes.
public final class JsonWords {
  private static final Pattern LACKING =
      Pattern.compile("(?s)(?:Missing|Null value for) creator property '(\\w+)'.*");

  private JsonWords() {}

  /// A clause that follows the file's name.
  public static String why(IOException e) {
    return switch (e) {
      case JsonParseException broken -> "it is not valid JSON";
      case JsonProcessingException wrong -> why(wrong);
      case CharacterCodingException binary -> "it is not text in UTF-8";
      default -> Home.reason(e);
    };
  }

  private static String why(JsonProcessingException e) {
    if (e.getCause() instanceof IllegalArgumentException refused) {
      return String.valueOf(refused.getMessage());
    }
    String message = String.valueOf(e.getOriginalMessage());
    Matcher lacking = LACKING.matcher(message);
    return lacking.matches() ? "it says no " + lacking.group(1) : message;
  }
}
