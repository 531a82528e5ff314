package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.ImagingException.Kind;
import health.cairn.imaging.codec.TransferSyntax;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.io.ImageInputStream;

/// Reads binary DICOM Segmentation objects (PS3.3 A.51), ours and those of other software.
/// Stateless; any thread.
public final class SegReader {
  /// Frames must lie on the grid to this part of its slice spacing.
  private static final double ON_GRID = 0.02;

  /// @throws ImagingException REFUSED, its message a clause that follows the object's name, for what
  ///   is no binary segmentation (fractional ones and label maps are not read), for compressed bits,
  ///   and where frames lie on no common grid
  public Segmentation read(Source source) throws ImagingException {
    return ObjectParser.parse(
        source,
        (parsed, in) -> {
          Header header = parsed.header();
          requireBinary(parsed);
          PixelLayout layout = PixelLayout.of(header);
          List<SegPlane> planes = planes(header, layout);
          Grid grid = grid(header, layout, planes);
          Map<Integer, BitSet> bits = bits(in, layout, grid, planes);
          return new Segmentation(
              header.text(Tag.SOPInstanceUID),
              grid,
              segments(header, grid, bits),
              drawnBy(header),
              sources(header));
        });
  }

  /// @param segment number
  private record SegPlane(int segment, FramePlane plane) {}

  private static void requireBinary(ObjectParser.Parsed parsed) throws ImagingException {
    Header header = parsed.header();
    if (!header.text(Tag.Modality).equals("SEG")) {
      throw new ImagingException(Kind.REFUSED, "is no segmentation");
    }
    PixelLayout layout = PixelLayout.of(header);
    String type = header.text(Tag.SegmentationType);
    if (!type.equals("BINARY") || layout.bitsAllocated() != 1) {
      throw new ImagingException(
          Kind.REFUSED, "is a segmentation of type %s; only BINARY is read".formatted(type));
    }
    if (layout.flaw().isPresent()) throw new ImagingException(Kind.REFUSED, layout.flaw().get());
    if (!parsed.hasPixels() || parsed.pixelLength() == -1) {
      throw new ImagingException(
          Kind.REFUSED,
          "is a segmentation in %s, which is not supported"
              .formatted(TransferSyntax.nameOf(parsed.transferSyntax())));
    }
  }

  private static List<SegPlane> planes(Header header, PixelLayout layout) throws ImagingException {
    List<Header> perFrame = header.items(Tag.PerFrameFunctionalGroupsSequence);
    var shared = FrameGroups.shared(header);
    var planes = new ArrayList<SegPlane>();
    for (int frame = 0; frame < layout.frames(); frame++) {
      FrameGroups groups = FrameGroups.of(perFrame, shared, frame);
      int segment =
          groups
              .item(Tag.SegmentIdentificationSequence)
              .map(item -> item.integer(Tag.ReferencedSegmentNumber, 0))
              .orElse(0);
      FramePlane plane = FramePlane.of(header, groups);
      if (segment < 1 || plane.alongNormal().isEmpty() || plane.spacing().isEmpty()) {
        throw new ImagingException(
            Kind.REFUSED, "has a frame without segment number, position or spacing");
      }
      planes.add(new SegPlane(segment, plane));
    }
    FramePlane first = planes.getFirst().plane();
    for (SegPlane plane : planes) {
      boolean parallel = plane.plane().axes().orElseThrow().nearly(first.axes().orElseThrow());
      boolean same = plane.plane().spacing().orElseThrow().nearly(first.spacing().orElseThrow());
      if (!parallel || !same) {
        throw new ImagingException(Kind.REFUSED, "has frames that lie on no common grid");
      }
    }
    return planes;
  }

  private static Grid grid(Header header, PixelLayout layout, List<SegPlane> planes)
      throws ImagingException {
    FramePlane first = planes.getFirst().plane();
    var axes = first.axes().orElseThrow();
    SegPlane lowest = planes.getFirst();
    SegPlane highest = lowest;
    for (SegPlane plane : planes) {
      if (along(plane, axes) < along(lowest, axes)) lowest = plane;
      if (along(plane, axes) > along(highest, axes)) highest = plane;
    }
    double spacing = sliceSpacing(header, planes, axes);
    double extent = along(highest, axes) - along(lowest, axes);
    long slices = Math.round(extent / spacing) + 1;
    if (slices * layout.rows() * layout.columns() > Grid.MAX_VOXELS) {
      throw new ImagingException(Kind.REFUSED, "is larger than this program takes");
    }
    PatientPoint origin = lowest.plane().position().orElseThrow();
    PatientPoint step =
        slices > 1
            ? highest.plane().position().orElseThrow().minus(origin).times(1.0 / (slices - 1))
            : axes.normal().times(spacing);
    var pixels = first.spacing().orElseThrow();
    return new Grid(
        layout.columns(),
        layout.rows(),
        (int) slices,
        new Affine(
            origin,
            axes.row().times(pixels.columnsMm()),
            axes.column().times(pixels.rowsMm()),
            step),
        header.text(Tag.FrameOfReferenceUID));
  }

  private static double along(SegPlane plane, FramePlane.Axes axes) {
    return plane.plane().position().orElseThrow().dot(axes.normal());
  }

  /// The smallest step between positions, where there are two: frames of empty slices may be left
  /// out, so the stated spacing is used when it divides that step.
  private static double sliceSpacing(Header header, List<SegPlane> planes, FramePlane.Axes axes) {
    double[] at = planes.stream().mapToDouble(plane -> along(plane, axes)).sorted().toArray();
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 1; i < at.length; i++) {
      double step = at[i] - at[i - 1];
      if (step > StackPlanner.SAME_POSITION_MM) smallest = Math.min(smallest, step);
    }
    FrameGroups groups = FrameGroups.of(header, 0);
    var measures = groups.item(Tag.PixelMeasuresSequence);
    double stated =
        measures
            .flatMap(item -> item.number(Tag.SpacingBetweenSlices))
            .or(() -> measures.flatMap(item -> item.number(Tag.SliceThickness)))
            .filter(mm -> mm > 0)
            .orElse(smallest == Double.POSITIVE_INFINITY ? 1.0 : smallest);
    if (smallest == Double.POSITIVE_INFINITY) return stated;
    double steps = smallest / stated;
    boolean divides = steps > 0.5 && Math.abs(steps - Math.round(steps)) < ON_GRID;
    return divides ? smallest / Math.round(steps) : smallest;
  }

  private static Map<Integer, BitSet> bits(
      ImageInputStream in, PixelLayout layout, Grid grid, List<SegPlane> planes)
      throws IOException, ImagingException {
    byte[] packed = new byte[(int) layout.nativeBytes()];
    in.readFully(packed);
    BitSet all = BitSet.valueOf(packed);
    int perSlice = grid.voxelsPerSlice();
    var bySegment = new TreeMap<Integer, BitSet>();
    for (int frame = 0; frame < planes.size(); frame++) {
      SegPlane plane = planes.get(frame);
      double exact = grid.affine().toVoxel(plane.plane().position().orElseThrow()).slice();
      int slice = (int) Math.round(exact);
      if (Math.abs(exact - slice) > ON_GRID * 2 || slice < 0 || slice >= grid.slices()) {
        throw new ImagingException(Kind.REFUSED, "has frames that lie on no common grid");
      }
      BitSet target = bySegment.computeIfAbsent(plane.segment(), number -> new BitSet());
      int from = frame * perSlice;
      int end = from + perSlice;
      for (int bit = all.nextSetBit(from); bit >= 0 && bit < end; bit = all.nextSetBit(bit + 1)) {
        target.set(slice * perSlice + bit - from);
      }
    }
    return bySegment;
  }

  private static List<Segment> segments(Header header, Grid grid, Map<Integer, BitSet> bits) {
    var segments = new ArrayList<Segment>();
    for (Header item : header.items(Tag.SegmentSequence)) {
      int number = item.integer(Tag.SegmentNumber, 0);
      Header code =
          item.item(Tag.SegmentedPropertyTypeCodeSequence)
              .orElseGet(() -> new Header(new Attributes()));
      segments.add(
          new Segment(
              item.text(Tag.SegmentLabel),
              new Segment.Code(
                  code.text(Tag.CodeValue),
                  code.text(Tag.CodingSchemeDesignator),
                  code.text(Tag.CodeMeaning)),
              Mask.of(grid, bits.getOrDefault(number, new BitSet()))));
    }
    return segments;
  }

  private static List<Segmentation.DrawnBy> drawnBy(Header header) {
    return header.items(Tag.SegmentSequence).stream()
        .map(item -> Segmentation.DrawnBy.of(item.text(Tag.SegmentAlgorithmType)))
        .toList();
  }

  private static List<String> sources(Header header) {
    Set<String> uids = new LinkedHashSet<>();
    var groups = new ArrayList<>(header.items(Tag.PerFrameFunctionalGroupsSequence));
    FrameGroups.shared(header).ifPresent(groups::add);
    for (Header group : groups) {
      for (Header derivation : group.items(Tag.DerivationImageSequence)) {
        for (Header image : derivation.items(Tag.SourceImageSequence)) {
          uids.add(image.text(Tag.ReferencedSOPInstanceUID));
        }
      }
    }
    return List.copyOf(uids);
  }
}
