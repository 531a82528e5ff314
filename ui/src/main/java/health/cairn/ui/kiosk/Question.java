package health.cairn.ui.kiosk;

import java.util.Locale;

/// What a patient must have understood before signing.
public enum Question {
  AIM(0),
  RISK(1),
  SHARING(2),
  RIGHT(1);

  public static final int ANSWERS = 3;

  private final int right;

  Question(int right) {
    this.right = right;
  }

  /// @param answer from 0
  public boolean isRight(int answer) {
    return answer == right;
  }

  /// Name of a text: "ask", "help", or an answer.
  public String text(String part) {
    return "question." + name().toLowerCase(Locale.ROOT) + "." + part;
  }

  /// @param answer from 0
  public String answer(int answer) {
    return text(String.valueOf((char) ('a' + answer)));
  }
}
