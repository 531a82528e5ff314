package health.cairn.imaging.dicom;

import health.cairn.imaging.render.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aoju.bus.image.Tag;

/// What is known of one frame before its pixels are read.
///
/// @param order place of its object in the series, from 0
/// @param frame from 0 within its object
/// @param singleFrame whether its object has no other frame
/// @param thicknessMm Slice Thickness: used only where a stack has a single slice
/// @param traits values that can set stacks apart, one for each of [FrameTraits#NAMES]
record FrameInfo(
    Instance instance,
    int order,
    int frame,
    boolean singleFrame,
    PixelLayout layout,
    FramePlane plane,
    String frameOfReferenceUid,
    Optional<Double> thicknessMm,
    double slope,
    double intercept,
    boolean rescaleIgnored,
    Optional<Integer> padding,
    Optional<Window> window,
    List<String> traits) {

  static List<FrameInfo> of(Instance instance, int order, Header header) {
    PixelLayout layout = PixelLayout.of(header);
    List<Header> perFrame = header.items(Tag.PerFrameFunctionalGroupsSequence);
    Optional<Header> shared = FrameGroups.shared(header);
    Optional<Integer> padding =
        header.has(Tag.PixelPaddingValue)
            ? Optional.of(header.integer(Tag.PixelPaddingValue, 0))
            : Optional.empty();
    var frames = new ArrayList<FrameInfo>(layout.frames());
    for (int frame = 0; frame < layout.frames(); frame++) {
      FrameGroups groups = FrameGroups.of(perFrame, shared, frame);
      Optional<Header> transformation = groups.item(Tag.PixelValueTransformationSequence);
      Optional<Double> slope =
          transformation
              .flatMap(item -> item.number(Tag.RescaleSlope))
              .or(() -> header.number(Tag.RescaleSlope));
      Optional<Double> intercept =
          transformation
              .flatMap(item -> item.number(Tag.RescaleIntercept))
              .or(() -> header.number(Tag.RescaleIntercept));
      boolean usable = slope.isEmpty() || slope.get() != 0;
      frames.add(
          new FrameInfo(
              instance,
              order,
              frame,
              layout.frames() == 1,
              layout,
              FramePlane.of(header, groups),
              header.text(Tag.FrameOfReferenceUID),
              groups
                  .item(Tag.PixelMeasuresSequence)
                  .flatMap(item -> item.number(Tag.SliceThickness))
                  .or(() -> header.number(Tag.SliceThickness))
                  .filter(mm -> mm > 0),
              usable ? slope.orElse(1.0) : 1,
              usable ? intercept.orElse(0.0) : 0,
              !usable,
              padding,
              window(header, groups),
              FrameTraits.of(header, groups)));
    }
    return frames;
  }

  private static Optional<Window> window(Header header, FrameGroups groups) {
    Header of = groups.item(Tag.FrameVOILUTSequence).orElse(header);
    Optional<Double> center = of.number(Tag.WindowCenter);
    Optional<Double> width = of.number(Tag.WindowWidth).filter(value -> value > 0);
    return center.flatMap(middle -> width.map(wide -> new Window(middle, wide)));
  }

  SeriesVolumes.FrameReference reference() {
    return new SeriesVolumes.FrameReference(
        instance.sopClassUid(),
        instance.sopInstanceUid(),
        singleFrame ? 0 : frame + 1,
        plane.position());
  }
}
