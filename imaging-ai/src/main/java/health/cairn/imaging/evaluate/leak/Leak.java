package health.cairn.imaging.evaluate.leak;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Something that stands on two sides of a split.
public sealed interface Leak {
  /// One line, the same each time.
  String text();

  /// A person whose pictures lie in several folds of one set.
  ///
  /// @param patients the person's numbers, with the folds of each
  record SamePerson(String set, String person, Map<String, Set<Integer>> patients) implements Leak {
    public SamePerson {
      patients = new TreeMap<>(patients);
    }

    @Override
    public String text() {
      return "%s: person %s stands in several folds %s".formatted(set, person, patients);
    }
  }

  /// Two pictures of different people that look alike, in different folds or sets.
  record SamePicture(ListedSlice one, ListedSlice other, int distance) implements Leak {
    @Override
    public String text() {
      return "%s and %s look alike (%d of 255 bits differ)".formatted(one, other, distance);
    }
  }

  /// A picture or person of one list that another list has.
  record Known(ListedSlice slice, ListedSlice known, boolean samePerson) implements Leak {
    @Override
    public String text() {
      return slice + (samePerson ? " is of the same person as " : " looks like ") + known;
    }
  }

  /// What of some pictures stands in the list of training as well; a picture that is listed there itself
  /// is left out. At most one of each kind per picture.
  static List<Leak> against(SliceList training, SliceList slices) {
    Set<String> listed = new HashSet<>();
    training.slices().forEach(s -> listed.add(s.set() + "," + s.id()));
    List<Leak> leaks = new ArrayList<>();
    for (ListedSlice slice : slices.slices()) {
      if (listed.contains(slice.set() + "," + slice.id())) {
        continue;
      }
      training.ofPatient(slice.patient()).stream()
          .findFirst()
          .ifPresent(known -> leaks.add(new Known(slice, known, true)));
      slice
          .hash()
          .flatMap(hash -> training.near(hash).stream().findFirst())
          .ifPresent(known -> leaks.add(new Known(slice, known, false)));
    }
    return leaks;
  }

  /// Leaks between the folds of each set, and look-alikes between sets whatever their folds. Takes time
  /// with the square of the number of pictures: 6,000 take a few seconds.
  static List<Leak> within(SliceList slices) {
    List<Leak> leaks = new ArrayList<>(people(slices));
    List<ListedSlice> all = slices.slices();
    for (int i = 0; i < all.size(); i++) {
      ListedSlice one = all.get(i);
      List<PerceptualHash> orientations =
          one.hash().map(PerceptualHash::orientations).orElse(List.of());
      for (int k = i + 1; k < all.size(); k++) {
        ListedSlice other = all.get(k);
        boolean sides = !one.set().equals(other.set()) || one.fold() != other.fold();
        if (sides
            && !one.person().equals(other.person())
            && !orientations.isEmpty()
            && other.hash().isPresent()) {
          int distance = SliceList.distance(orientations, other.hash().get());
          if (distance <= PerceptualHash.NEAR) {
            leaks.add(new SamePicture(one, other, distance));
          }
        }
      }
    }
    return leaks;
  }

  private static List<Leak> people(SliceList slices) {
    Map<String, Map<String, Set<Integer>>> folds = new LinkedHashMap<>();
    for (ListedSlice slice : slices.slices()) {
      folds
          .computeIfAbsent(slice.set() + "," + slice.person(), k -> new TreeMap<>())
          .computeIfAbsent(slice.patient(), k -> new TreeSet<>())
          .add(slice.fold());
    }
    List<Leak> leaks = new ArrayList<>();
    folds.forEach(
        (key, patients) -> {
          Set<Integer> all = new HashSet<>();
          patients.values().forEach(all::addAll);
          if (all.size() > 1) {
            String[] parts = key.split(",", 2);
            leaks.add(new SamePerson(parts[0], parts[1], patients));
          }
        });
    return leaks;
  }
}
