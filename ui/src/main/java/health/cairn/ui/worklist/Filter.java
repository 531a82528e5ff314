package health.cairn.ui.worklist;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Words that must all occur, in any order, in any case.
public record Filter(List<String> words) {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  public Filter {
    words = List.copyOf(words);
  }

  public static Filter of(String typed) {
    return new Filter(
        SPACE
            .splitAsStream(typed.toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty())
            .toList());
  }

  /// @param text in lower case
  public boolean accepts(String text) {
    return words.stream().allMatch(text::contains);
  }
}
