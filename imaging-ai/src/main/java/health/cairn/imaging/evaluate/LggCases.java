package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The cases of the `lgg_flair` layout: a folder each, with a picture `NNN` and maybe a mask
/// `NNN_mask` for every slice; `patients.csv` and `index.csv` where there are such.
final class LggCases {
  private static final int MAX_CASES = 100_000;
  private static final int MAX_SLICES = 1000;
  private static final Pattern SLICE = Pattern.compile("(\\d{1,6})\\.(webp|png|jpe?g)");

  private LggCases() {}

  /// @param traits of the patient, by the names of [Traits]
  /// @param missing slices that index.csv names and the folder lacks, with a tumour or without
  /// @param missingMasks slices with a tumour, by index.csv, that have no mask
  /// @param copied sequences that index.csv says were replaced by FLAIR on every slice; where only some
  ///   slices were, the sequence is there and shows FLAIR on those
  record Case(
      Path folder,
      String id,
      Map<String, String> traits,
      List<String> slices,
      int missing,
      int missingMasks,
      List<String> copied) {
    Case {
      traits = Map.copyOf(traits);
      slices = List.copyOf(slices);
      copied = List.copyOf(copied);
    }
  }

  /// Whether the folder holds folders with numbered pictures.
  static boolean looksLikeOne(Path dataset) {
    try (Stream<Path> entries = Files.list(dataset)) {
      return entries
          .filter(Files::isDirectory)
          .limit(3)
          .anyMatch(
              folder -> {
                try {
                  return !slices(folder).isEmpty();
                } catch (ImagingException e) {
                  return false;
                }
              });
    } catch (IOException e) {
      return false;
    }
  }

  /// @return cases in the order of their names, at least one
  static List<Case> list(Path dataset) throws ImagingException {
    Map<String, Map<String, String>> traits = traits(dataset);
    Map<String, List<Listed>> index = index(dataset);
    List<Path> folders;
    try (Stream<Path> entries = Files.list(dataset)) {
      folders = entries.filter(Files::isDirectory).sorted().limit(MAX_CASES).toList();
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED, dataset + " cannot be read: " + e.getMessage(), e);
    }
    List<Case> cases = new ArrayList<>();
    for (Path folder : folders) {
      String id = String.valueOf(folder.getFileName());
      List<String> slices = slices(folder);
      List<Listed> listed = index.getOrDefault(id, List.of());
      if (!slices.isEmpty() || !listed.isEmpty()) {
        cases.add(ofFolder(folder, id, traits.getOrDefault(id, Map.of()), slices, listed));
      }
    }
    if (cases.isEmpty()) {
      throw CsvTable.refused("no folder of " + dataset + " holds the slices of a case");
    }
    return cases;
  }

  private static Case ofFolder(
      Path folder,
      String id,
      Map<String, String> traits,
      List<String> slices,
      List<Listed> listed) {
    int missing = 0;
    int missingMasks = 0;
    for (Listed one : listed) {
      String slice =
          slices.stream().filter(s -> Integer.parseInt(s) == one.slice()).findFirst().orElse("");
      missing += slice.isEmpty() ? 1 : 0;
      missingMasks +=
          one.tumour() && !slice.isEmpty() && !GreyPicture.exists(folder, slice + "_mask") ? 1 : 0;
    }
    List<String> copied = new ArrayList<>();
    if (!listed.isEmpty() && listed.stream().allMatch(Listed::preIsCopy)) {
      copied.add("T1");
    }
    if (!listed.isEmpty() && listed.stream().allMatch(Listed::postIsCopy)) {
      copied.add("T1C");
    }
    return new Case(folder, id, traits, slices, missing, missingMasks, copied);
  }

  /// Names of the slices without suffix, in the order of their numbers.
  private static List<String> slices(Path folder) throws ImagingException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> slices =
          files
              .map(f -> SLICE.matcher(String.valueOf(f.getFileName())))
              .filter(Matcher::matches)
              .map(m -> m.group(1))
              .limit(MAX_SLICES + 1L)
              .sorted(Comparator.comparingInt(Integer::parseInt))
              .toList();
      if (slices.size() > MAX_SLICES) {
        throw CsvTable.refused(folder + " holds more than " + MAX_SLICES + " slices");
      }
      return slices;
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED, folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, Map<String, String>> traits(Path dataset) throws ImagingException {
    Map<String, Map<String, String>> traits = new HashMap<>();
    if (Files.isRegularFile(dataset.resolve("patients.csv"))) {
      CsvTable table = CsvTable.read(dataset.resolve("patients.csv"));
      int id = table.required("case");
      for (List<String> row : table.rows()) {
        Map<String, String> one = new LinkedHashMap<>();
        for (int column = 0; column < row.size(); column++) {
          Traits.add(one, table.header().get(column), row.get(column));
        }
        traits.put(row.get(id), one);
      }
    }
    return traits;
  }

  private record Listed(int slice, boolean tumour, boolean preIsCopy, boolean postIsCopy) {}

  private static Map<String, List<Listed>> index(Path dataset) throws ImagingException {
    Map<String, List<Listed>> index = new HashMap<>();
    if (Files.isRegularFile(dataset.resolve("index.csv"))) {
      CsvTable table = CsvTable.read(dataset.resolve("index.csv"));
      int id = table.required("case");
      int slice = table.required("slice");
      int pixels = table.column("mask_pixels");
      int pre = table.column("pre_is_flair_copy");
      int post = table.column("post_is_flair_copy");
      for (int i = 0; i < table.rows().size(); i++) {
        List<String> row = table.rows().get(i);
        try {
          index
              .computeIfAbsent(row.get(id), k -> new ArrayList<>())
              .add(
                  new Listed(
                      Integer.parseInt(row.get(slice)),
                      pixels >= 0 && Double.parseDouble(row.get(pixels)) > 0,
                      pre >= 0 && row.get(pre).equals("1"),
                      post >= 0 && row.get(post).equals("1")));
        } catch (NumberFormatException e) {
          throw CsvTable.refused("line " + (i + 2) + " of index.csv is not a row of it");
        }
      }
    }
    return index;
  }
}
