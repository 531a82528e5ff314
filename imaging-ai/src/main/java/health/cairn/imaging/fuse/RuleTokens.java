package health.cairn.imaging.fuse;

import health.cairn.imaging.ImagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words, numbers, sentences and signs of a rule text, each with its line. A `#` begins a comment.
final class RuleTokens {
  static final int MAX_CHARACTERS = 256 * 1024;
  private static final int MAX_TOKENS = 50_000;
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,12})?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");
  private static final Pattern SENTENCE = Pattern.compile("\"[^\"\\r\\n]{0,200}\"");
  private static final Pattern SIGN = Pattern.compile("[()=+*]");
  private static final Pattern BLANK = Pattern.compile("(\\s|#[^\\n]*)+");

  private enum Kind {
    NUMBER,
    NAME,
    SENTENCE,
    SIGN,
    END
  }

  private record Token(Kind kind, String text, int line) {}

  private final List<Token> tokens = new ArrayList<>();
  private int at;

  RuleTokens(String text) throws ImagingException {
    if (text.length() > MAX_CHARACTERS) {
      throw refused(1, "the text is longer than " + MAX_CHARACTERS + " characters");
    }
    int line = 1;
    for (int from = 0; from < text.length(); ) {
      Matcher blank = BLANK.matcher(text).region(from, text.length());
      if (blank.lookingAt()) {
        line += (int) blank.group().chars().filter(c -> c == '\n').count();
        from = blank.end();
        continue;
      }
      Token token = token(text, from, line);
      tokens.add(token);
      from += token.text().length();
      if (tokens.size() > MAX_TOKENS) {
        throw refused(line, "the text has more than " + MAX_TOKENS + " words");
      }
    }
    tokens.add(new Token(Kind.END, "", line));
  }

  private static Token token(String text, int from, int line) throws ImagingException {
    for (Kind kind : List.of(Kind.NUMBER, Kind.NAME, Kind.SENTENCE, Kind.SIGN)) {
      Pattern pattern =
          switch (kind) {
            case NUMBER -> NUMBER;
            case NAME -> NAME;
            case SENTENCE -> SENTENCE;
            default -> SIGN;
          };
      Matcher matcher = pattern.matcher(text).region(from, text.length());
      if (matcher.lookingAt()) {
        return new Token(kind, matcher.group(), line);
      }
    }
    throw refused(line, "there is something that is no word, number, sentence or sign");
  }

  int line() {
    return tokens.get(at).line();
  }

  boolean atEnd() {
    return tokens.get(at).kind() == Kind.END;
  }

  /// Whether the next word or sign is this one; it is passed then.
  boolean passes(String word) {
    if (sees(word)) {
      at++;
      return true;
    }
    return false;
  }

  boolean sees(String word) {
    Token token = tokens.get(at);
    return (token.kind() == Kind.NAME || token.kind() == Kind.SIGN) && token.text().equals(word);
  }

  void expect(String word) throws ImagingException {
    if (!passes(word)) {
      throw refused("\"" + word + "\" is missing");
    }
  }

  String name(String what) throws ImagingException {
    return take(Kind.NAME, what);
  }

  String sentence(String what) throws ImagingException {
    String quoted = take(Kind.SENTENCE, what + " in quotation marks");
    return quoted.substring(1, quoted.length() - 1);
  }

  double number(String what) throws ImagingException {
    return Double.parseDouble(take(Kind.NUMBER, what));
  }

  private String take(Kind kind, String what) throws ImagingException {
    if (tokens.get(at).kind() != kind) {
      throw refused(what + " is missing");
    }
    return tokens.get(at++).text();
  }

  ImagingException refused(String what) {
    return refused(line(), what);
  }

  static ImagingException refused(int line, String what) {
    return new ImagingException(
        ImagingException.Kind.REFUSED, "Rules, line " + line + ": " + what + ".");
  }
}
