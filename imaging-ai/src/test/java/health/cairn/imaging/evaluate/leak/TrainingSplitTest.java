package health.cairn.imaging.evaluate.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The build's check of the sets that models are trained on: without the pictures, by the list of
/// hashes. What is known to stand on two sides is named in `known-leaks.txt`; evaluation counts those
/// cases as seen. Anything else fails.
class TrainingSplitTest {
  private static final SliceList TRAINING = SliceList.ofTraining();

  @Test
  void within_findsNothingButTheKnownLeaks() throws Exception {
    List<String> known = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    TrainingSplitTest.class.getResourceAsStream(
                        "/health/cairn/imaging/evaluate/known-leaks.txt")),
                StandardCharsets.UTF_8))) {
      in.lines().filter(l -> !l.startsWith("#")).forEach(known::add);
    }

    List<String> found = Leak.within(TRAINING).stream().map(Leak::text).toList();

    assertEquals(String.join("\n", known), String.join("\n", found));
  }

  @Test
  void ofTraining_listsTheWholeSets() {
    Map<String, Integer> counts = new TreeMap<>();
    TRAINING.slices().forEach(s -> counts.merge(s.set(), 1, Integer::sum));

    assertEquals(
        Map.of("cheng_t1ce", 2400, "hippocampus", 203, "lgg_flair", 2872, "notumor", 436), counts);
  }

  @Test
  void within_findsAPersonAndAPictureMovedToAnotherFold() {
    List<ListedSlice> moved = new ArrayList<>();
    for (ListedSlice slice : TRAINING.slices()) {
      if (slice.set().equals("cheng_t1ce") && slice.patient().equals("100360")) {
        boolean first = moved.isEmpty();
        moved.add(
            new ListedSlice(slice.set(), slice.id(), slice.patient(), first ? 4 : 3, slice.hash()));
      }
    }
    ListedSlice one = moved.getFirst();
    PerceptualHash transposed = one.hash().orElseThrow().orientations().get(4);
    moved.add(new ListedSlice("cheng_t1ce", "copy", "nobody", 1, Optional.of(transposed)));

    List<Leak> leaks = Leak.within(new SliceList(moved));

    assertTrue(leaks.getFirst() instanceof Leak.SamePerson p && p.person().equals("100360"));
    assertTrue(
        leaks.stream()
            .anyMatch(l -> l instanceof Leak.SamePicture p && p.other().id().equals("copy")));
  }

  @Test
  void against_findsANewPictureOfAKnownPersonAndACopyUnderAnotherName() {
    ListedSlice listed =
        TRAINING.slices().stream().filter(s -> s.hash().isPresent()).findFirst().orElseThrow();
    ListedSlice renamed = new ListedSlice("theirs", "x1", "somebody", 0, listed.hash());
    ListedSlice followUp = new ListedSlice("theirs", "x2", "MR024780F", 0, Optional.empty());
    ListedSlice other = new ListedSlice("theirs", "x3", "else", 0, Optional.empty());

    List<Leak> leaks = Leak.against(TRAINING, new SliceList(List.of(renamed, followUp, other)));

    assertEquals(2, leaks.size());
    assertTrue(leaks.get(0) instanceof Leak.Known k && !k.samePerson());
    assertTrue(leaks.get(1) instanceof Leak.Known k && k.samePerson());
  }

  @Test
  void together_putsAPersonsExaminationsAndLookAlikesInTheLowestFold() {
    PerceptualHash hash =
        TRAINING.slices().stream().flatMap(s -> s.hash().stream()).findFirst().orElseThrow();
    PerceptualHash transposed = hash.orientations().get(4);
    List<ListedSlice> apart =
        List.of(
            new ListedSlice("a", "1", "MR024780B", 3, Optional.empty()),
            new ListedSlice("a", "2", "MR024780D", 2, Optional.empty()),
            new ListedSlice("a", "3", "100360", 4, Optional.of(hash)),
            new ListedSlice("b", "4", "4", 2, Optional.of(hash)),
            new ListedSlice("b", "5", "5", 1, Optional.of(transposed)),
            new ListedSlice("b", "6", "6", 4, Optional.empty()));

    List<Integer> folds =
        new SliceList(apart)
            .together(java.util.Set.of("b")).slices().stream().map(ListedSlice::fold).toList();

    assertEquals(List.of(2, 2, 4, 1, 1, 4), folds);
  }

  @Test
  void person_joinsExaminationsOfOnePatient() {
    assertEquals("MR024780", Person.of("MR024780B"));
    assertEquals("MR048294", Person.of("MR048294"));
    assertEquals("TCGA_CS_4941", Person.of("TCGA_CS_4941_19960909"));
    assertEquals("100360", Person.of("100360"));
  }
}
