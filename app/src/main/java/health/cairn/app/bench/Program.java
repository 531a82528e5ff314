package health.cairn.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// This very program, to be started in a process of its own: what a user waits for, and how much memory
/// that takes, with nothing of the benchmark in it.
///
/// @param command what starts it; arguments follow
public record Program(List<String> command) {
  private static final long LONGEST_MINUTES = 15;
  private static final long ASK_EVERY_MS = 50;

  public Program {
    command = List.copyOf(command);
  }

  /// @param millis from the start of the process to its end
  /// @param peakBytes the most memory it ever had resident; empty where the system does not tell
  record Ended(double millis, OptionalLong peakBytes) {}

  /// Runs it to its end. What it prints is not kept.
  ///
  /// @throws IllegalStateException when it fails or takes longer than a quarter of an hour
  Ended run(List<String> arguments) throws InterruptedException {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(arguments);
    long start = System.nanoTime();
    try {
      Process process =
          new ProcessBuilder(whole)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      OptionalLong peak = highWater(status);
      while (!process.waitFor(ASK_EVERY_MS, TimeUnit.MILLISECONDS)) {
        OptionalLong sofar = highWater(status);
        peak = sofar.isPresent() ? sofar : peak;
        if (System.nanoTime() - start > TimeUnit.MINUTES.toNanos(LONGEST_MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException("it took longer than a quarter of an hour");
        }
      }
      double millis = (System.nanoTime() - start) / 1e6;
      if (process.exitValue() != 0) {
        throw new IllegalStateException(arguments + " ended with " + process.exitValue());
      }
      return new Ended(millis, peak);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The kernel's own high-water mark of resident memory: it only grows, so asking now and then misses
  /// only what comes after the last time.
  private static OptionalLong highWater(Path status) throws IOException {
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    try (BufferedReader lines = Files.newBufferedReader(status, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("VmHWM:")) {
          return OptionalLong.of(Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024);
        }
      }
    } catch (java.nio.file.NoSuchFileException e) {
      return OptionalLong.empty(); // it ended between two looks
    }
    return OptionalLong.empty();
  }
}
