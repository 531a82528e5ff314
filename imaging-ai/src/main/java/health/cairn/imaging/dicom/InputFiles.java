package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds the files behind what a user named: searches folders, opens archives. What kind of file each
/// is, is the business of whoever reads it: images and records may lie in one folder.
public final class InputFiles {
  private static final int MAX_DEPTH = 40;
  private static final int MAX_FILES = 500_000;

  private final Path scratch;
  private final Progress progress;
  private final List<Source> sources = new ArrayList<>();
  private final List<Refusal> refused = new ArrayList<>();

  private InputFiles(Path scratch, Progress progress) {
    this.scratch = scratch;
    this.progress = progress;
  }

  /// @param sources candidates, by name
  /// @param refused what cannot even be a candidate
  public record Found(List<Source> sources, List<Refusal> refused) {}

  /// @param inputs files, folders (searched through, links refused by name), DICOMDIRs (the files they
  ///   list, in or below their folder) and ZIP archives
  /// @param scratch folder into which archives are unpacked; it must outlive the sources, and belongs
  ///   to the caller, who deletes it
  /// @throws ImagingException ENVIRONMENT where the scratch folder cannot be written
  /// @throws java.util.concurrent.CancellationException when `progress` says stop
  public static Found find(List<Path> inputs, Path scratch, Progress progress)
      throws ImagingException {
    InputFiles files = new InputFiles(scratch, progress);
    for (Path input : inputs) files.add(input);
    return new Found(List.copyOf(files.sources), List.copyOf(files.refused));
  }

  private void add(Path input) throws ImagingException {
    if (Files.isDirectory(input)) {
      addFolder(input);
    } else if (Files.isRegularFile(input)) {
      addNamed(input);
    } else if (Files.exists(input)) {
      refuse(input, "is neither a file nor a folder");
    } else {
      refuse(input, "does not exist");
    }
  }

  /// A DICOMDIR that is named alone stands for the files it lists; inside a folder those are found
  /// without it.
  private void addNamed(Path file) throws ImagingException {
    try {
      if (DicomDirectory.looksLikeOne(file)) {
        addListed(file);
        return;
      }
    } catch (IOException e) {
      refuse(file, "cannot be opened");
      return;
    }
    addFile(file);
  }

  private void addListed(Path directory) throws ImagingException {
    var elsewhere = new ArrayList<String>();
    List<Path> files;
    try {
      files = DicomDirectory.read(directory).files(elsewhere);
    } catch (ImagingException e) {
      refuse(directory, e.getMessage());
      return;
    }
    for (String name : elsewhere) {
      refused.add(new Refusal(directory + ": " + name, "leads out of the folder of the DICOMDIR"));
    }
    if (files.isEmpty() && elsewhere.isEmpty()) {
      refuse(directory, "is a DICOMDIR that lists no files; name the folder with the images");
    }
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        addFile(file);
      } else {
        refuse(file, "is listed in the DICOMDIR and is not there");
      }
    }
  }

  private void addFolder(Path folder) throws ImagingException {
    var files = new ArrayList<Path>();
    int refusedBefore = refused.size();
    try {
      Files.walkFileTree(folder, Set.of(), MAX_DEPTH, new Collector(files));
    } catch (IOException e) {
      refuse(folder, "cannot be searched through");
      return;
    }
    if (files.isEmpty() && refused.size() == refusedBefore) refuse(folder, "holds no files");
    files.sort(null);
    for (Path file : files) addFile(file);
  }

  private void addFile(Path file) throws ImagingException {
    progress.report("Looking for images", sources.size(), 0);
    if (sources.size() >= MAX_FILES) {
      refuse(file, "is beyond the %,d files that are read at once".formatted(MAX_FILES));
      return;
    }
    byte[] start = new byte[4];
    try (InputStream in = Files.newInputStream(file)) {
      int length = in.readNBytes(start, 0, start.length);
      if (ZipMembers.looksLikeZip(start, length)) {
        ZipMembers.unpack(file, scratch, sources, refused, progress);
      } else {
        sources.add(Source.of(file));
      }
    } catch (IOException e) {
      refuse(file, "cannot be opened");
    }
  }

  private void refuse(Path path, String reason) {
    refused.add(new Refusal(path.toString(), reason));
  }

  /// Regular files only: links could lead round in a circle, pipes never end.
  private final class Collector extends SimpleFileVisitor<Path> {
    private final List<Path> files;

    Collector(List<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        files.add(file);
      } else if (attributes.isDirectory()) {
        refuse(file, "lies too deep in folders");
      } else if (attributes.isSymbolicLink()) {
        refuse(file, "is a link, which is not followed; name what it leads to");
      } else {
        refuse(file, "is neither a file nor a folder");
      }
      return files.size() > MAX_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      refuse(file, "cannot be opened");
      return FileVisitResult.CONTINUE;
    }
  }
}
