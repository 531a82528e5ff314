package health.cairn.imaging.evaluate.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.fuse.TumourClass;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedKindsTest {
  @TempDir Path folder;

  @Test
  void in_readsWhatASpreadsheetWrites() throws Exception {
    NamedKinds kinds = read("\uFEFFPatient,Kind,Note\r\nA1,Glioma,x\r\n\r\n B2 ,none,\r\n");

    assertEquals(Optional.of(TumourClass.GLIOMA), kinds.of("A1"));
    assertEquals(Optional.of(TumourClass.NONE), kinds.of("B2"));
    assertEquals(Optional.empty(), kinds.of("C3"));
    assertEquals(List.of(), kinds.refused());
  }

  @Test
  void in_refusesLinesByTheirNumberAndNeverByThePatient() throws Exception {
    NamedKinds kinds =
        read(
            "patient,kind\nA1,glioma\nA2,melanoma\nA3\n,glioma\nA4,none\nA4,glioma\nA5,pituitary\n");

    assertEquals(Optional.of(TumourClass.GLIOMA), kinds.of("A1"));
    assertEquals(Optional.of(TumourClass.PITUITARY), kinds.of("A5"));
    assertEquals(Optional.empty(), kinds.of("A4"), "two kinds are none");
    assertEquals(
        List.of("line 3 ", "line 4 ", "line 5 ", "line 7 "),
        kinds.refused().stream().map(r -> r.reason().substring(0, 7)).toList());
    assertTrue(kinds.refused().stream().map(Refusal::reason).noneMatch(r -> r.matches(".*A\\d.*")));
  }

  @Test
  void in_refusesAFileWithoutTheColumns() throws Exception {
    for (String text : List.of("", "patient;kind\nA1;glioma\n", "id,class\nA1,glioma\n")) {
      ImagingException e = assertThrows(ImagingException.class, () -> read(text));
      assertTrue(e.getMessage().contains("no columns patient and kind"), e.getMessage());
    }
    Files.write(
        folder.resolve("kinds.csv"),
        "patient,kind\nM\u00fcller,none".getBytes(StandardCharsets.ISO_8859_1));
    assertThrows(ImagingException.class, () -> NamedKinds.in(folder));
  }

  @Test
  void in_isEmptyWithoutAFile() throws Exception {
    assertEquals(Optional.empty(), NamedKinds.in(folder));
  }

  private NamedKinds read(String text) throws Exception {
    Files.writeString(folder.resolve("kinds.csv"), text);
    return NamedKinds.in(folder).orElseThrow();
  }
}
