package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.ImagingException.Kind;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Unpacks the DICOM files of a ZIP archive, within bounds. An archive that inflates beyond them is
/// refused whole; a single bad member only itself.
final class ZipMembers {
  private static final int MAX_MEMBERS = 100_000;
  private static final long MAX_TOTAL_BYTES = 8L << 30;
  private static final long MAX_MEMBER_BYTES = 2L << 30;

  /// Inflated to packed bytes. Images compress 2 to 5 fold, masks perhaps 100 fold.
  private static final long MAX_RATIO = 250;

  /// Below this a high ratio does no harm.
  private static final long RATIO_APPLIES_FROM = 16L << 20;

  private static final int BLOCK = 1 << 16;

  /// Members up to this size are kept in memory: thousands of small files would cost more as files.
  private static final int SMALL = 1 << 14;

  private static final long MAX_KEPT_BYTES = 32L << 20;

  private final ZipFile zip;
  private final Path folder;
  private final Progress progress;
  private long total;
  private long kept;

  private ZipMembers(ZipFile zip, Path folder, Progress progress) {
    this.zip = zip;
    this.folder = folder;
    this.progress = progress;
  }

  static boolean looksLikeZip(byte[] start, int length) {
    return length >= 4
        && start[0] == 'P'
        && start[1] == 'K'
        && ((start[2] == 3 && start[3] == 4) || (start[2] == 5 && start[3] == 6));
  }

  /// Adds a source or a refusal for each member. Members are unpacked under names of our own, so
  /// that theirs cannot lead anywhere.
  ///
  /// @throws ImagingException ENVIRONMENT where the scratch folder cannot be written
  static void unpack(
      Path archive, Path scratch, List<Source> sources, List<Refusal> refused, Progress progress)
      throws ImagingException {
    var unpacked = new ArrayList<Source>();
    var refusedMembers = new ArrayList<Refusal>();
    Path folder = makeFolder(scratch);
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      new ZipMembers(zip, folder, progress).all(archive, unpacked, refusedMembers);
      if (unpacked.isEmpty() && refusedMembers.isEmpty()) {
        refused.add(new Refusal(archive.toString(), "holds no files"));
      }
      sources.addAll(unpacked);
      refused.addAll(refusedMembers);
    } catch (BoundExceeded e) {
      refuseWhole(archive, folder, e.reason, refused);
    } catch (IOException | IllegalArgumentException e) {
      refuseWhole(archive, folder, "is a damaged ZIP archive", refused);
    }
  }

  private void all(Path archive, List<Source> unpacked, List<Refusal> refusedMembers)
      throws BoundExceeded, ImagingException {
    if (zip.size() > MAX_MEMBERS) {
      throw new BoundExceeded("has %,d members; it is not opened".formatted(zip.size()));
    }
    List<? extends ZipEntry> entries =
        Collections.list(zip.entries()).stream()
            .filter(entry -> !entry.isDirectory())
            .sorted(Comparator.comparing(ZipEntry::getName))
            .toList();
    // What the archive itself declares needs no inflating to be refused; it may declare too little.
    for (ZipEntry entry : entries) requireWithinBounds(entry.getSize(), entry);
    for (int i = 0; i < entries.size(); i++) {
      progress.report("Unpacking", i, entries.size());
      ZipEntry entry = entries.get(i);
      String name = archive + "!/" + entry.getName();
      try {
        unpacked.add(member(entry, name, folder.resolve("%06d".formatted(i))));
      } catch (MemberRefused e) {
        refusedMembers.add(new Refusal(name, e.reason));
      }
    }
  }

  private Source member(ZipEntry entry, String name, Path target)
      throws MemberRefused, BoundExceeded, ImagingException {
    requireInnocentName(entry.getName());
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] start = in.readNBytes(SMALL);
      if (looksLikeZip(start, start.length)) {
        throw new MemberRefused("is an archive inside an archive");
      }
      if (start.length == 0) throw new MemberRefused("is empty");
      if (start.length < SMALL && kept + start.length <= MAX_KEPT_BYTES) {
        kept += start.length;
        total += start.length;
        return new SmallSource(name, start);
      }
      total += copy(in, start, entry, target);
      return Source.of(target, name);
    } catch (IOException e) {
      throw new MemberRefused("cannot be unpacked");
    }
  }

  private long copy(InputStream in, byte[] start, ZipEntry entry, Path target)
      throws IOException, BoundExceeded, ImagingException {
    long written = 0;
    try (OutputStream out = open(target)) {
      byte[] block = new byte[BLOCK];
      System.arraycopy(start, 0, block, 0, start.length);
      int length = start.length;
      while (length > 0) {
        written += length;
        requireWithinBounds(written, entry);
        write(out, block, length);
        length = Math.max(0, in.read(block));
      }
    }
    return written;
  }

  private void requireWithinBounds(long size, ZipEntry entry) throws BoundExceeded {
    long packed = Math.max(1, entry.getCompressedSize());
    if (size > RATIO_APPLIES_FROM && size / packed > MAX_RATIO) {
      throw new BoundExceeded(
          "inflates more than %d fold, as a zip bomb does; it is not opened".formatted(MAX_RATIO));
    }
    if (size > MAX_MEMBER_BYTES || total + size > MAX_TOTAL_BYTES) {
      throw new BoundExceeded("unpacks to more than this program takes");
    }
  }

  /// A small member, kept as it was unpacked.
  private static final class SmallSource implements Source {
    private final String name;
    private final byte[] bytes;

    SmallSource(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  private static OutputStream open(Path target) throws ImagingException {
    try {
      return Files.newOutputStream(target);
    } catch (IOException e) {
      throw new ImagingException(Kind.ENVIRONMENT, "The scratch folder cannot be written", e);
    }
  }

  private static void write(OutputStream out, byte[] block, int length) throws ImagingException {
    try {
      out.write(block, 0, length);
    } catch (IOException e) {
      throw new ImagingException(
          Kind.ENVIRONMENT, "The disk took no more while an archive was unpacked", e);
    }
  }

  private static void requireInnocentName(String name) throws MemberRefused {
    String path = name.replace('\\', '/');
    if (path.startsWith("/") || path.matches("(?s)[A-Za-z]:.*") || path.indexOf('\0') >= 0) {
      throw new MemberRefused("has a name that leads out of the archive");
    }
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) throw new MemberRefused("has a name that leads out of the archive");
    }
  }

  private static Path makeFolder(Path scratch) throws ImagingException {
    try {
      Files.createDirectories(scratch);
      return Files.createTempDirectory(scratch, "zip");
    } catch (IOException e) {
      throw new ImagingException(Kind.ENVIRONMENT, "The scratch folder cannot be written", e);
    }
  }

  private static void refuseWhole(Path archive, Path folder, String reason, List<Refusal> refused)
      throws ImagingException {
    refused.add(new Refusal(archive.toString(), reason));
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) Files.delete(file);
    } catch (IOException e) {
      throw new ImagingException(Kind.ENVIRONMENT, "The scratch folder cannot be cleared", e);
    }
  }

  private static final class MemberRefused extends Exception {
    private final String reason;

    MemberRefused(String reason) {
      super(reason);
      this.reason = reason;
    }
  }

  private static final class BoundExceeded extends Exception {
    private final String reason;

    BoundExceeded(String reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
