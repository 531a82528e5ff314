package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A device for keys, played by SoftHSM. Whoever uses it runs in a process of its own, for it reads its settings from
/// the environment.
///
/// @param library its PKCS#11 library
/// @param folder of its tokens and settings
public record SoftHsm(Path library, Path folder) {
  public static final String TOKEN = "cairn";
  public static final String PIN = "4711";

  /// A token with a fresh key in it; skips the test where SoftHSM and OpenSC are not installed.
  public static SoftHsm withKey(Path folder, String label) throws Exception {
    Path library =
        Stream.of(
                "/usr/lib/softhsm/libsofthsm2.so",
                "/usr/lib64/libsofthsm2.so",
                "/usr/local/lib/softhsm/libsofthsm2.so",
                "/opt/homebrew/lib/softhsm/libsofthsm2.so")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst()
            .orElse(null);
    assumeTrue(
        library != null && Files.isExecutable(Path.of("/usr/bin/pkcs11-tool")),
        "no SoftHSM or no OpenSC (Debian: softhsm2, opensc)");
    SoftHsm device = new SoftHsm(library, folder);
    Files.createDirectory(folder.resolve("tokens"));
    Files.writeString(
        folder.resolve("softhsm2.conf"),
        "directories.tokendir = " + folder.resolve("tokens") + "\nobjectstore.backend = file\n");
    device.run(
        0,
        "",
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        TOKEN,
        "--pin",
        PIN,
        "--so-pin",
        "9999");
    device.run(
        0,
        "",
        "pkcs11-tool",
        "--module",
        library.toString(),
        "--login",
        "--pin",
        PIN,
        "--token-label",
        TOKEN,
        "--keypairgen",
        "--key-type",
        "EC:secp256k1",
        "--label",
        label);
    return device;
  }

  /// Runs a program beside the device.
  ///
  /// @return what it says
  public String run(int exit, String input, String... command) throws Exception {
    return run(Map.of(), exit, input, command);
  }

  /// @param environment beside this process's own
  public String run(Map<String, String> environment, int exit, String input, String... command)
      throws Exception {
    Path output = Files.createTempFile(folder, "output", ".txt");
    var builder = new ProcessBuilder(List.of(command));
    builder.environment().put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    int got = process.waitFor();
    String text = Files.readString(output);
    assertEquals(exit, got, text);
    return text;
  }
}
