package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    try (Stream<Path> home = Files.walk(folder.resolve("home"))) {
      assertEquals(1, home.count(), "nothing but the empty home itself");
    }
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

  /// What the JVM cannot see, the system's own record of calls does: native code included.
  @Test
  void run_makesNoConnectionThatTheSystemSees() throws Exception {
    TestModels.copy("tiny-segmenter", folder.resolve("models"));

    assertEquals(List.of(), connections("unwatched-ours", folder.resolve("models").toString()));
    assertEquals(1, connections("unwatched-connect", "").size(), "the control must be seen");
  }

  /// ONNX Runtime 1.29 sends usage data from its native library on Linux and macOS, which no switch
  /// of DJL reaches. Whoever changes the version learns it here, for every platform in the jar.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "linux-x64/libonnxruntime.so",
        "linux-aarch64/libonnxruntime.so",
        "osx-aarch64/libonnxruntime.dylib",
        "win-x64/onnxruntime.dll"
      })
  void nativeLibrary_holdsNoAddressToSendUsageDataTo(String library) throws Exception {
    String content;
    try (InputStream in =
        OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/" + library)) {
      content = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    assertTrue(content.contains("intra_op.allow_spinning"), "texts of the library can be found");
    assertFalse(content.contains("events.data.microsoft"));
    assertFalse(content.contains("OneCollector"));
  }

  /// The calls that would leave the machine (or reach for it over an IP address), as strace shows.
  private List<String> connections(String what, String argument) throws Exception {
    assumeTrue(canTrace(), "strace is not installed or may not trace");
    Path calls = folder.resolve("calls.txt");
    child(
        List.of(
            "strace",
            "-f",
            "-qq",
            "-e",
            "trace=connect,sendto,sendmsg,sendmmsg",
            "-e",
            "signal=none",
            "-o",
            calls.toString()),
        what,
        argument);
    try (Stream<String> lines = Files.lines(calls, StandardCharsets.ISO_8859_1)) {
      return lines.filter(line -> line.contains("AF_INET")).toList();
    }
  }

  private static boolean canTrace() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("strace", "-qq", "-o", "/dev/null", "true").inheritIO().start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> child(String what, String argument) throws Exception {
    return child(List.of(), what, argument);
  }

  private List<String> child(List<String> under, String what, String argument) throws Exception {
    Path services = Files.createDirectories(folder.resolve("watch/META-INF/services"));
    Files.writeString(
        services.resolve("java.net.spi.InetAddressResolverProvider"),
        RecordingResolver.class.getName());
    String classPath =
        folder.resolve("watch") + File.pathSeparator + System.getProperty("java.class.path");
    List<String> command = new ArrayList<>(under);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Duser.home=" + folder.resolve("home"),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            WatchedRun.class.getName(),
            what,
            argument));
    ProcessBuilder builder = new ProcessBuilder(command);
    // The worst environment: it says outright that DJL may call home and download.
    builder.environment().putAll(Map.of("OPT_OUT_TRACKING", "false", "DJL_OFFLINE", "false"));
    Path home = Files.createDirectories(folder.resolve("home"));
    builder.environment().put("HOME", home.toString());
    builder.environment().put("XDG_CACHE_HOME", home.resolve("cache").toString());
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
