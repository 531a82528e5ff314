package health.cairn.fhir.codec;

import static health.cairn.fhir.codec.FhirReaderTest.PATIENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirReading.Why;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One defect each; the heap of the test's JVM is the 1 GB a workstation gets.
class HostileInputTest {
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final FhirReader READER = new FhirReader(FhirLimits.STANDARD);

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t", "\uFEFF"})
  void read_refusesAnEmptyFile(String text) throws Exception {
    refused(Why.EMPTY, utf8(text));
  }

  @Test
  void read_refusesDeepNesting() throws Exception {
    refused(Why.TOO_DEEP, utf8("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)));
    refused(
        Why.TOO_DEEP,
        utf8(
            "{\"resourceType\":\"Patient\",\"extension\":"
                + "[".repeat(100_000)
                + "]".repeat(100_000)
                + "}"));
  }

  @Test
  void read_refusesBundlesInBundlesInBundles() throws Exception {
    String open = "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":";
    refused(Why.TOO_DEEP, utf8(open.repeat(50_000) + PATIENT + "}]}".repeat(50_000)));
  }

  @Test
  void read_refusesAFileOfFourGigabytesBySizeAlone(@TempDir Path folder) throws Exception {
    Path sparse = folder.resolve("4gb.json");
    try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength(4L << 30);
    }
    FhirReading reading = within(() -> READER.read(sparse));
    assertEquals(Why.TOO_LARGE, assertInstanceOf(FhirReading.Refused.class, reading).why());
  }

  @Test
  void read_refusesAStreamWithoutEnd() throws Exception {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return '{';
          }

          @Override
          public int read(byte[] b, int off, int len) {
            Arrays.fill(b, off, off + len, (byte) '{');
            return len;
          }
        };
    FhirReading reading = within(() -> READER.read(endless));
    assertEquals(Why.TOO_LARGE, assertInstanceOf(FhirReading.Refused.class, reading).why());
  }

  @Test
  void read_refusesEveryTruncation() throws Exception {
    String bundle =
        "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":"
            + PATIENT.replace("Jane", "J\u00e4ne")
            + "}]}";
    byte[] whole = utf8(bundle);
    for (int length = 1; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      refused(Why.TRUNCATED, part);
    }
  }

  @Test
  void read_saysWhereItIsTruncated() throws Exception {
    FhirReading reading = READER.read(new ByteArrayInputStream(utf8("{\"resourceType\":\"Pat")));
    assertEquals(
        "The file is truncated: it ends within a value at byte 20.",
        assertInstanceOf(FhirReading.Refused.class, reading).reason());
  }

  @ParameterizedTest
  @CsvSource({"UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "UTF-32"})
  void read_refusesOtherEncodings(String charset) throws Exception {
    String text = PATIENT.replace("Jane", "J\u00e4ne");
    refused(Why.NOT_UTF8, text.getBytes(Charset.forName(charset)));
  }

  @Test
  void read_refusesHalfACharacter() throws Exception {
    refused(Why.NOT_UTF8, utf8(PATIENT.replace("Jane", "\\ud83d")));
  }

  @Test
  void read_refusesAHugeText() throws Exception {
    FhirReader small = new FhirReader(new FhirLimits(64L << 20, 100, 100, 1 << 20));
    byte[] huge = utf8(PATIENT.replace("Jane", "x".repeat(60 << 20)));
    FhirReading reading = within(() -> small.read(new ByteArrayInputStream(huge)));
    assertEquals(Why.TOO_LARGE, assertInstanceOf(FhirReading.Refused.class, reading).why());
  }

  @Test
  void read_takesAnAttachmentOfThirtyMegabytesWithinTheHeap() throws Exception {
    byte[] large =
        utf8(
            """
            {"resourceType":"DocumentReference","id":"d","status":"current","subject":{"reference":"Patient/p"},
             "content":[{"attachment":{"data":"%s"}}]}"""
                .formatted("QUJD".repeat(30 << 18)));
    FhirReading reading = within(() -> READER.read(new ByteArrayInputStream(large)));
    assertInstanceOf(FhirReading.Taken.class, reading);
  }

  @Test
  void read_refusesAHugeNumber() throws Exception {
    refused(
        Why.TOO_LARGE, utf8("{\"resourceType\":\"Patient\",\"x\":" + "9".repeat(1 << 20) + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999"})
  void read_refusesANumberThatIsHugeOnceWrittenOut(String number) throws Exception {
    refused(
        Why.TOO_LARGE,
        utf8(
            """
            {"resourceType":"Observation","id":"o","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/p"},"valueQuantity":{"value":%s}}"""
                .formatted(number)));
  }

  @Test
  void read_refusesTooManyEntries() throws Exception {
    String entry = "{\"resource\":{\"resourceType\":\"Patient\"}},";
    refused(
        Why.TOO_MANY,
        utf8(
            "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
                + entry.repeat(100_001)
                + "{}]}"));
  }

  @Test
  void read_refusesBinary() throws Exception {
    byte[] noise = new byte[1 << 20];
    new Random(7).nextBytes(noise);
    noise[0] = 0x7F;
    refused(Why.NOT_JSON, noise);
    refused(Why.NOT_JSON, new byte[] {'P', 'K', 3, 4, 20, 0});
    refused(Why.NOT_JSON, new byte[] {0x1F, (byte) 0x8B, 8, 0});
    refused(Why.NOT_JSON, utf8("\u0001\u0002DICM"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{]}",
        "{\"resourceType\":\"Patient\",}",
        "{\"resourceType\":'Patient'}",
        "{\"resourceType\":\"Patient\"} trailing",
        "{\"resourceType\":\"Patient\"}{\"resourceType\":\"Patient\"}",
        "{\"resourceType\":\"Patient\",\"id\":\"a\",\"id\":\"b\"}",
        "{\"resourceType\":\"Patient\",\"x\":01}",
        "{\"resourceType\":\"Patient\",\"x\":NaN}",
        "{\"resourceType\":\"Patient\" /* c */}"
      })
  void read_refusesWhatIsNotJson(String text) throws Exception {
    refused(Why.NOT_JSON, utf8(text));
  }

  @Test
  void read_refusesXml() throws Exception {
    refused(Why.XML, utf8("<?xml version=\"1.0\"?><Patient/>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1}",
        "{\"resourceType\":7}",
        "[{\"resourceType\":\"Patient\"}]",
        "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"id\":\"x\"}}]}"
      })
  void read_refusesWhatIsNotFhir(String text) throws Exception {
    refused(Why.NOT_FHIR, utf8(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\":\"Spaceship\",\"id\":\"a\"}",
        "{\"resourceType\":\"Patient\",\"id\":\"../../etc\"}",
        "{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":5}",
        "{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":[\"Jane\"]}"
      })
  void read_refusesWhatIsNotR4(String text) throws Exception {
    refused(Why.NOT_R4, utf8(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\":\"Questionnaire\",\"id\":\"q\",\"status\":\"active\"}",
        "{\"resourceType\":\"Observation\",\"id\":\"o\",\"status\":\"final\",\"code\":{\"text\":\"x\"}}",
        "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}",
        "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":{\"resourceType\":\"Device\",\"id\":\"d\"}}]}"
      })
  void read_refusesWhatIsAboutNobody(String text) throws Exception {
    refused(Why.NO_PATIENT, utf8(text));
  }

  @Test
  void read_refusesTwoContentsUnderOneId() throws Exception {
    refused(
        Why.CONFLICT,
        utf8(
            """
            {"resourceType":"Bundle","type":"collection","entry":[
              {"resource":{"resourceType":"Patient","id":"a","gender":"male"}},
              {"resource":{"resourceType":"Patient","id":"a","gender":"female"}}]}"""));
  }

  @Test
  void read_refusesAPatientThatIsNotInTheFile() throws Exception {
    refused(
        Why.UNRESOLVED,
        utf8(
            """
            {"resourceType":"Bundle","type":"transaction","entry":[
              {"resource":{"resourceType":"Condition","subject":{"reference":"urn:uuid:0"}}}]}"""));
  }

  @Test
  void read_tellsADiskThatFailsFromABadFile(@TempDir Path folder) throws Exception {
    assertThrows(FhirException.class, () -> READER.read(folder.resolve("missing.json")));
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("no medium");
          }
        };
    assertThrows(FhirException.class, () -> READER.read(broken));
  }

  /// At most five seconds of processor time; a clock on the wall would measure the neighbours.
  private static FhirReading within(Callable<FhirReading> read) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    FhirReading reading = read.call();
    Duration used = Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
    assertTrue(used.compareTo(BOUND) < 0, () -> "took " + used);
    return reading;
  }

  private static void refused(Why why, byte[] input) throws Exception {
    FhirReading reading = within(() -> READER.read(new ByteArrayInputStream(input)));
    FhirReading.Refused refused = assertInstanceOf(FhirReading.Refused.class, reading);
    assertEquals(why, refused.why(), refused.reason());
    assertFalse(refused.reason().contains("Jane"), "a reason must not quote the content");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
