package health.cairn.ui.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.consent.KioskLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/// On programs made up for the test, which write down what they were called with.
@DisabledOnOs(OS.WINDOWS)
class CommandReadAloudTest {
  private static final String SPD_SAY =
      """
      #!/bin/sh
      echo "$*" >> "$(dirname "$0")/calls"
      case "$*" in
        -L)
          echo "                     NAME                 LANGUAGE                  VARIANT"
          echo "       English (America)                    en-US                     none"
          echo "                  German                       de                     none"
          ;;
        *-e*)
          cat > "$(dirname "$0")/said"
          exec sleep 60
          ;;
      esac
      """;

  private static final String ESPEAK =
      """
      #!/bin/sh
      case "$*" in
        --voices)
          echo "Pty Language       Age/Gender VoiceName          File                 Other Languages"
          echo " 5  fr-fr           --/M      French_(France)    roa/fr               (fr 5)"
          echo " 5  tr              --/M      Turkish            trk/tr"
          ;;
      esac
      """;

  @TempDir Path folder;

  @Test
  void of_isSilentWhereThereIsNoProgram() {
    assertSame(ReadAloud.SILENT, CommandReadAloud.of(folder.toString()));
  }

  @Test
  void speaks_theLanguagesThatSpdSayHasAVoiceFor() throws Exception {
    ReadAloud voice = installed("spd-say", SPD_SAY);
    until(() -> voice.speaks(KioskLanguage.GERMAN));
    assertEquals(List.of(KioskLanguage.ENGLISH, KioskLanguage.GERMAN), spoken(voice));
  }

  @Test
  void speaks_theLanguagesThatEspeakHasAVoiceFor() throws Exception {
    ReadAloud voice = installed("espeak-ng", ESPEAK);
    until(() -> voice.speaks(KioskLanguage.TURKISH));
    assertEquals(List.of(KioskLanguage.FRENCH, KioskLanguage.TURKISH), spoken(voice));
  }

  @Test
  void speaks_nothingWhereTheProgramHasNoVoice() throws Exception {
    ReadAloud voice =
        installed(
            "spd-say",
            "#!/bin/sh\ntouch \"$(dirname \"$0\")/asked\"\necho 'Failed to connect' >&2\nexit 1\n");
    until(() -> Files.exists(folder.resolve("asked")));
    assertEquals(List.of(), spoken(voice));
  }

  @Test
  void quiet_tellsTheDaemonTooWhereItReadsForUs() throws Exception {
    ReadAloud voice = installed("spd-say", SPD_SAY);
    until(() -> voice.speaks(KioskLanguage.GERMAN));
    voice.quiet();
    voice.say("Guten Tag", KioskLanguage.GERMAN);
    until(() -> read("said").equals("Guten Tag"));
    assertEquals(List.of("-L", "-C -l de -e -w"), calls(), "nothing was read before");
    voice.quiet();
    until(() -> calls().size() == 3);
    assertEquals("-C", calls().getLast());
    assertFalse(read("calls").contains("Guten"), "others could read arguments");
  }

  private ReadAloud installed(String name, String script) throws IOException {
    Path program = Files.writeString(folder.resolve(name), script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return CommandReadAloud.of(folder.toString());
  }

  private static List<KioskLanguage> spoken(ReadAloud voice) {
    return Arrays.stream(KioskLanguage.values()).filter(voice::speaks).toList();
  }

  private List<String> calls() throws IOException {
    return read("calls").lines().toList();
  }

  private String read(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
    assertTrue(condition.call());
  }
}
