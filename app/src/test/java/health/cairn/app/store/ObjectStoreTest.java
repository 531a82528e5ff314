package health.cairn.app.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {
  @TempDir Path directory;
  private ObjectStore store;

  @BeforeEach
  void open() throws Exception {
    KeyRing keys = KeyRing.create(directory.resolve("keys.json"), Passphrase.of("x".toCharArray()));
    store = new ObjectStore(directory.resolve("objects"), keys.objectCipher());
  }

  @Test
  void get_givesBackWhatWasPutAcrossSegments() throws Exception {
    byte[] content = new byte[300_000];
    new Random(7).nextBytes(content);
    String id = store.put(new ByteArrayInputStream(content));
    try (InputStream in = store.get(id)) {
      assertArrayEquals(content, in.readAllBytes());
    }
  }

  @Test
  void get_failsForEveryByteThatIsFlipped() throws Exception {
    byte[] content = "a patient's image".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String id = store.put(new ByteArrayInputStream(content));
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 1;
      Files.write(file, flipped);
      IOException failed = assertThrows(IOException.class, () -> readAll(id), "byte " + i);
      assertFalse(Home.reason(failed).contains("\n"), Home.reason(failed));
    }
  }

  @Test
  void get_failsWhenOneObjectIsPutInTheOthersPlace() throws Exception {
    String one = store.put(new ByteArrayInputStream(new byte[] {1}));
    String other = store.put(new ByteArrayInputStream(new byte[] {2}));
    Path fileOfOne = path(one);
    Files.copy(path(other), fileOfOne, StandardCopyOption.REPLACE_EXISTING);
    assertThrows(IOException.class, () -> readAll(one));
  }

  @Test
  void put_leavesNothingBehindWhenTheSourceFails() {
    InputStream broken =
        new InputStream() {
          private int left = 100_000;

          @Override
          public int read() throws IOException {
            if (left-- <= 0) {
              throw new IOException("pulled out");
            }
            return 42;
          }
        };
    assertThrows(IOException.class, () -> store.put(broken));
    assertTrue(files().isEmpty());
  }

  @Test
  void removeOrphans_keepsWhatIsKnownOnly() throws Exception {
    String kept = store.put(new ByteArrayInputStream(new byte[] {1}));
    String orphan = store.put(new ByteArrayInputStream(new byte[] {2}));
    store.removeOrphans(Set.of(kept));
    assertTrue(Files.exists(path(kept)));
    assertFalse(Files.exists(path(orphan)));
  }

  private void readAll(String id) throws IOException {
    try (InputStream in = store.get(id)) {
      in.readAllBytes();
    }
  }

  private Path path(String id) {
    return directory.resolve("objects").resolve(id.substring(0, 2)).resolve(id);
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.walk(directory.resolve("objects"))) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
