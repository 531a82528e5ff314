package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Loading and running a model asks for no name and opens no connection, even where the user's
/// environment allows DJL to. Each child JVM has its resolver, sockets and channels watched.
@Timeout(120)
class OfflineTest {
  @TempDir Path folder;

  @Test
  void run_attemptsNoConnectionWhenTheEnvironmentAllowsTelemetryAndDownloads() throws Exception {
    TestModels.copy("tiny-segmenter", folder.resolve("models"));

    List<String> output = child("ours", folder.resolve("models").toString());

    assertEquals(List.of("answer 0.25", "attempts []"), output);
  }

  /// The control that matters: DJL started its own way, in the same environment, does call home, and
  /// this test sees it.
  @Test
  void watch_seesThatDjlStartedPlainlyCallsHome() throws Exception {
    List<String> output = child("plain-djl", "");

    assertEquals("engine OnnxRuntime", output.getFirst());
    assertTrue(output.getLast().contains("169.254.169.254"), output.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "by-name,lookup model.example",
    "by-address,connect /192.0.2.1:80",
    "by-channel,socket channel"
  })
  void watch_seesAnAttempt(String how, String seen) throws Exception {
    List<String> output = child(how, "");

    assertTrue(output.getLast().contains(seen), output.toString());
  }

  private List<String> child(String what, String argument) throws Exception {
    Path services = Files.createDirectories(folder.resolve("watch/META-INF/services"));
    Files.writeString(
        services.resolve("java.net.spi.InetAddressResolverProvider"),
        RecordingResolver.class.getName());
    String classPath =
        folder.resolve("watch") + File.pathSeparator + System.getProperty("java.class.path");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            WatchedRun.class.getName(),
            what,
            argument);
    // The worst environment: it says outright that DJL may call home and download.
    builder.environment().putAll(Map.of("OPT_OUT_TRACKING", "false", "DJL_OFFLINE", "false"));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertTrue(process.waitFor(100, TimeUnit.SECONDS), "the child JVM does not end");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), Files.readString(err));
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }
}
