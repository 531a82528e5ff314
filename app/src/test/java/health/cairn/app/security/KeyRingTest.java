package health.cairn.app.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.CairnException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
  @TempDir Path directory;

  @Test
  void open_givesTheSameSecretsWhenThePassphraseIsRight() throws Exception {
    Path file = directory.resolve("keys.json");
    char[] made;
    try (KeyRing keys = KeyRing.create(file, phrase("correct horse"))) {
      made = keys.databasePassword();
    }
    try (KeyRing keys = KeyRing.open(file, phrase("correct horse"))) {
      assertArrayEquals(made, keys.databasePassword());
    }
  }

  @Test
  void open_isNotAllowedWhenThePassphraseIsWrong() throws Exception {
    Path file = directory.resolve("keys.json");
    KeyRing.create(file, phrase("correct horse")).close();
    CairnException refused =
        assertThrows(CairnException.class, () -> KeyRing.open(file, phrase("correct horsf")));
    assertEquals(Kind.NOT_ALLOWED, refused.kind());
  }

  @Test
  void open_isAnIntegrityFailureWhenTheFileIsDamaged() throws Exception {
    Path file = directory.resolve("keys.json");
    KeyRing.create(file, phrase("x")).close();
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    CairnException refused =
        assertThrows(CairnException.class, () -> KeyRing.open(file, phrase("x")));
    assertEquals(Kind.INTEGRITY, refused.kind());
  }

  @Test
  void open_refusesParametersThatWouldTakeTheMachineDown() throws Exception {
    Path file = directory.resolve("keys.json");
    KeyRing.create(file, phrase("x")).close();
    String huge =
        Files.readString(file).replaceAll("\"memoryKib\":\\d+", "\"memoryKib\":2000000000");
    Files.writeString(file, huge);
    CairnException refused =
        assertThrows(CairnException.class, () -> KeyRing.open(file, phrase("x")));
    assertEquals(Kind.INTEGRITY, refused.kind());
  }

  @Test
  void create_refusesAnEmptyPassphrase() {
    CairnException refused =
        assertThrows(
            CairnException.class, () -> KeyRing.create(directory.resolve("k"), phrase("")));
    assertEquals(Kind.REFUSED, refused.kind());
  }

  @Test
  void file_holdsNoSecretInTheClear() throws Exception {
    Path file = directory.resolve("keys.json");
    try (KeyRing keys = KeyRing.create(file, phrase("open sesame"))) {
      String onDisk = Files.readString(file, StandardCharsets.UTF_8);
      assertFalse(onDisk.contains(new String(keys.databasePassword())));
      assertFalse(onDisk.contains("open sesame"));
    }
  }

  private static Passphrase phrase(String text) {
    return Passphrase.of(text.toCharArray());
  }

  @Test
  void admit_opensTheSameSecretsUnderTheAccountsNameOnly() throws Exception {
    Path file = directory.resolve("keys.json");
    char[] made;
    try (KeyRing keys = KeyRing.create(file, phrase("home"))) {
      made = keys.databasePassword();
      keys.admit(file, "lee", phrase("lee's own"));
      keys.admit(file, "kim", phrase("kim's own"));
    }

    try (KeyRing keys = KeyRing.open(file, phrase("lee's own"), "lee")) {
      assertArrayEquals(made, keys.databasePassword());
    }
    for (String[] wrong :
        new String[][] {{"home", "lee"}, {"lee's own", "kim"}, {"lee's own", "nobody"}}) {
      assertThrows(
          CairnException.class, () -> KeyRing.open(file, phrase(wrong[0]), wrong[1]).close());
    }
    KeyRing.open(file, phrase("home"), "nobody").close();
  }

  @Test
  void open_refusesAnAccountsSlotThatWasExchanged() throws Exception {
    Path file = directory.resolve("keys.json");
    try (KeyRing keys = KeyRing.create(file, phrase("home"))) {
      keys.admit(file, "lee", phrase("one"));
      keys.admit(file, "kim", phrase("one"));
    }
    String whole = Files.readString(file);
    Files.writeString(
        file,
        whole
            .replace("\"kim\"", "\"x\"")
            .replace("\"lee\"", "\"kim\"")
            .replace("\"x\"", "\"lee\""));

    CairnException refused =
        assertThrows(CairnException.class, () -> KeyRing.open(file, phrase("one"), "lee").close());
    assertEquals(Kind.NOT_ALLOWED, refused.kind());
  }

  @Test
  void expel_locksTheAccountOut() throws Exception {
    Path file = directory.resolve("keys.json");
    try (KeyRing keys = KeyRing.create(file, phrase("home"))) {
      keys.admit(file, "lee", phrase("lee's own"));
      assertTrue(keys.expel(file, "lee"));
      assertFalse(keys.expel(file, "lee"));
    }

    assertThrows(CairnException.class, () -> KeyRing.open(file, phrase("lee's own"), "lee"));
  }
}
