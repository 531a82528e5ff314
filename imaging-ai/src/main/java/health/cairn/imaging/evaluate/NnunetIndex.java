package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// `dataset.json` of a raw data set of nnU-Net, version 2 (its documentation/dataset_format.md): which sequence each
/// numbered image of a case shows, and which numbers make up each structure.
///
/// @param sequences by our names, in the order of the files' numbers
/// @param structures numbers of the voxels inside, by name; regions may share numbers; without the background
/// @param fileEnding of images and labels
record NnunetIndex(
    List<String> sequences, Map<String, Set<Integer>> structures, String fileEnding) {
  static final String FILE = "dataset.json";
  private static final String CHANNELS = "channel_names";
  private static final String IGNORE = "ignore";
  private static final List<String> ENDINGS = List.of(".nii.gz", ".nii");
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_CHANNELS = 16;
  private static final int MAX_LABEL = 255;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// What data sets call the sequences, without case and whatever is no letter or digit.
  private static final Map<String, String> SEQUENCES =
      Map.ofEntries(
          Map.entry("t1", "T1"),
          Map.entry("t1n", "T1"),
          Map.entry("t1w", "T1"),
          Map.entry("t1c", "T1C"),
          Map.entry("t1ce", "T1C"),
          Map.entry("t1gd", "T1C"),
          Map.entry("t1post", "T1C"),
          Map.entry("t1wc", "T1C"),
          Map.entry("t2", "T2"),
          Map.entry("t2w", "T2"),
          Map.entry("flair", "FLAIR"),
          Map.entry("t2f", "FLAIR"),
          Map.entry("t2flair", "FLAIR"),
          Map.entry("dwi", "DWI"),
          Map.entry("adc", "ADC"));

  NnunetIndex {
    sequences = List.copyOf(sequences);
    structures = Map.copyOf(structures);
  }

  /// Whether a folder says of itself that it is one, of several sequences. With one there is nothing to tell apart,
  /// and labels are taken by their numbers, as of sets without such an index.
  static boolean isIn(Path dataset) {
    try {
      return tree(dataset.resolve(FILE)).path(CHANNELS).size() > 1;
    } catch (IOException e) {
      // What cannot be read is no index: the folder is then judged by what else lies in it.
      return false;
    }
  }

  /// @throws ImagingException `REFUSED`, naming what is missing or not understood
  static NnunetIndex read(Path dataset) throws ImagingException {
    JsonNode root;
    try {
      root = tree(dataset.resolve(FILE));
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          dataset.resolve(FILE) + " cannot be read: " + e.getMessage(),
          e);
    }
    String ending = root.path("file_ending").asText(ENDINGS.getFirst());
    if (!ENDINGS.contains(ending)) {
      throw CsvTable.refused(
          FILE + " names a file_ending that is not " + String.join(" or ", ENDINGS));
    }
    return new NnunetIndex(sequences(root.path(CHANNELS)), structures(root.path("labels")), ending);
  }

  private static JsonNode tree(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
      throw new IOException("there is no such file of at most " + MAX_BYTES + " bytes");
    }
    return JSON.readTree(file.toFile());
  }

  private static List<String> sequences(JsonNode channels) throws ImagingException {
    List<String> sequences = new ArrayList<>();
    if (channels.size() > MAX_CHANNELS) {
      throw CsvTable.refused(FILE + " names more than " + MAX_CHANNELS + " channels");
    }
    for (int number = 0; number < channels.size(); number++) {
      String name = channels.path(String.valueOf(number)).asText("");
      String sequence = SEQUENCES.getOrDefault(plain(name), name);
      if (name.isBlank() || sequences.contains(sequence)) {
        throw CsvTable.refused(
            FILE + " names no channel " + number + ", or two channels of one sequence");
      }
      sequences.add(sequence);
    }
    return sequences;
  }

  private static Map<String, Set<Integer>> structures(JsonNode labels) throws ImagingException {
    Map<String, Set<Integer>> structures = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> label : labels.properties()) {
      Set<Integer> numbers = new HashSet<>();
      for (JsonNode one :
          label.getValue().isArray() ? label.getValue() : List.of(label.getValue())) {
        if (!one.isInt() || one.intValue() < 0 || one.intValue() > MAX_LABEL) {
          throw CsvTable.refused(
              FILE + " gives \"" + label.getKey() + "\" a number that is not 0 to " + MAX_LABEL);
        }
        numbers.add(one.intValue());
      }
      if (!numbers.equals(Set.of(0))) {
        structures.put(label.getKey(), numbers);
      }
    }
    if (structures.keySet().stream().anyMatch(name -> plain(name).equals(IGNORE))) {
      throw CsvTable.refused(
          FILE
              + " names an ignore label: voxels of which nobody knows what they are cannot be judged");
    }
    if (structures.isEmpty()) {
      throw CsvTable.refused(FILE + " names no labels");
    }
    return structures;
  }

  /// The numbers of a model's structures.
  ///
  /// @param wanted names, which are the same where they differ in case and in what is no letter or digit
  /// @throws ImagingException `REFUSED` where the set has not all of them
  VolumeKey key(List<String> wanted) throws ImagingException {
    Map<String, Set<Integer>> named = new LinkedHashMap<>();
    structures.forEach((name, numbers) -> named.put(plain(name), numbers));
    List<Set<Integer>> found = new ArrayList<>();
    for (String name : wanted) {
      Set<Integer> numbers = named.get(plain(name));
      if (numbers == null) {
        throw CsvTable.refused(
            "the model outlines \"%s\", of which the labels of %s say nothing (they name %s)"
                .formatted(name, FILE, String.join(", ", new TreeSet<>(structures.keySet()))));
      }
      found.add(numbers);
    }
    Set<Integer> known = new HashSet<>();
    structures.values().forEach(known::addAll);
    return new VolumeKey(sequences, found, known);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
