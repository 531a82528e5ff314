package health.cairn.app.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what is wrong with a command line in one sentence, without the names of our classes.
final class UsageWords {
  private UsageWords() {}

  /// Makes `line` and all its commands read values, and refuse them, in words.
  static void apply(CommandLine line, Console console) {
    line.registerConverter(LocalDate.class, UsageWords::date);
    line.registerConverter(URI.class, UsageWords::address);
    line.registerConverter(Path.class, UsageWords::path);
    line.registerConverter(Long.class, UsageWords::number);
    line.registerConverter(long.class, UsageWords::number);
    line.registerConverter(Integer.class, UsageWords::smallNumber);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(
        (wrong, arguments) -> {
          console.note(sentence(wrong));
          return CommandLine.ExitCode.USAGE;
        });
  }

  private static String sentence(ParameterException wrong) {
    String message = String.valueOf(wrong.getMessage()).strip();
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !unmatched.getCommandLine().getSubcommands().isEmpty()) {
      message = "There is no command '" + unmatched.getUnmatched().getFirst() + "'";
      String given = unmatched.getUnmatched().getFirst();
      message +=
          unmatched.getSuggestions().stream()
              .filter(known -> given.length() > 1 && known.startsWith(given.substring(0, 2)))
              .findFirst()
              .map(meant -> "; did you mean '" + meant + "'?")
              .orElse("");
    }
    String end = message.endsWith(".") || message.endsWith("?") ? "" : ".";
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    return message + end + " `" + command + " --help` shows how it is used.";
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException("'" + text + "' is no day; give it as 2026-11-22");
    }
  }

  private static URI address(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below, in the same words
    }
    throw new TypeConversionException(
        "'" + text + "' is no address; give it as http://127.0.0.1:8545");
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + text + "' is no path on this system");
    }
  }

  private static Long number(String text) {
    try {
      long value = Long.parseLong(text);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, in the same words
    }
    throw new TypeConversionException("'" + text + "' is no whole number");
  }

  private static Integer smallNumber(String text) {
    Long value = number(text);
    if (value > Integer.MAX_VALUE) {
      throw new TypeConversionException("'" + text + "' is too large");
    }
    return value.intValue();
  }
}
