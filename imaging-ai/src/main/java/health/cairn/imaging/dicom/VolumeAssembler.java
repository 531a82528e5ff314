package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.PixelReader.Destination;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Volume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.aoju.bus.image.Tag;

/// Reads one series into volumes: headers first, then a plan, then all pixels straight into place.
final class VolumeAssembler {
  /// Samples of all stacks of one series together, so that a desk's memory holds them.
  private static final long MAX_SAMPLES = Grid.MAX_VOXELS;

  private final Series series;
  private final Progress progress;
  private final Set<String> issues = new LinkedHashSet<>();

  VolumeAssembler(Series series, Progress progress) {
    this.series = series;
    this.progress = progress;
  }

  SeriesVolumes assemble() throws ImagingException {
    List<StackPlanner.StackPlan> plans = StackPlanner.plan(readHeaders());
    plans = withinMemory(plans);
    List<short[]> samples = new ArrayList<>();
    for (StackPlanner.StackPlan plan : plans) {
      PixelLayout layout = plan.frames().getFirst().layout();
      samples.add(new short[layout.rows() * layout.columns() * plan.frames().size()]);
    }
    Set<String> failed = readPixels(plans, samples);
    var stacks = new ArrayList<SeriesVolumes.Stack>();
    for (int i = 0; i < plans.size(); i++) {
      StackPlanner.StackPlan plan = plans.get(i);
      if (plan.frames().stream().noneMatch(frame -> failed.contains(uid(frame)))) {
        stacks.add(stack(plan, samples.get(i)));
      } else {
        withoutFailed(plan, samples.get(i), failed).ifPresent(stacks::add);
      }
    }
    return new SeriesVolumes(stacks, List.copyOf(issues));
  }

  private List<FrameInfo> readHeaders() throws ImagingException {
    record Numbered(int order, Instance instance) {}
    record Read(List<FrameInfo> frames, Optional<String> issue) {}
    var numbered = new ArrayList<Numbered>();
    for (Instance instance : series.instances()) {
      numbered.add(new Numbered(numbered.size(), instance));
    }
    List<Read> reads =
        Parallel.map(
            numbered,
            one -> {
              try {
                return new Read(frames(one.instance(), one.order()), Optional.empty());
              } catch (ImagingException e) {
                return new Read(
                    List.of(), Optional.of(named(one.instance()) + " " + e.getMessage()));
              }
            },
            "Reading headers",
            progress);
    var frames = new ArrayList<FrameInfo>();
    for (Read read : reads) {
      frames.addAll(read.frames());
      read.issue().ifPresent(issues::add);
    }
    return frames;
  }

  private static List<FrameInfo> frames(Instance instance, int order) throws ImagingException {
    return ObjectParser.parse(
        instance.source(),
        (parsed, in) -> {
          Header header = parsed.header();
          PixelReader.requireDecodable(parsed);
          PixelLayout layout = PixelLayout.of(header);
          Optional<String> no =
              notImage(header).or(layout::flaw).or(() -> PixelReader.notGrey(layout));
          if (no.isPresent()) {
            throw new ImagingException(ImagingException.Kind.REFUSED, no.get());
          }
          return FrameInfo.of(instance, order, header);
        });
  }

  private static Optional<String> notImage(Header header) {
    if (header.text(Tag.Modality).equals("SEG")) {
      return Optional.of("is a segmentation, not an image");
    }
    if (header.texts(Tag.ImageType).contains("MOSAIC")) {
      return Optional.of(
          "is a Siemens mosaic: many slices tiled into one image, which is not supported");
    }
    return Optional.empty();
  }

  private List<StackPlanner.StackPlan> withinMemory(List<StackPlanner.StackPlan> plans) {
    var kept = new ArrayList<StackPlanner.StackPlan>();
    long samples = 0;
    for (StackPlanner.StackPlan plan : plans) {
      PixelLayout layout = plan.frames().getFirst().layout();
      long needed = (long) layout.rows() * layout.columns() * plan.frames().size();
      if (samples + needed > MAX_SAMPLES) {
        issues.add("The series is larger than this program takes; some of its stacks are left out");
        continue;
      }
      samples += needed;
      kept.add(plan);
    }
    return kept;
  }

  /// @return UIDs of objects whose pixels could not be read
  private Set<String> readPixels(List<StackPlanner.StackPlan> plans, List<short[]> samples)
      throws ImagingException {
    var wanted = new LinkedHashMap<Instance, List<Destination>>();
    for (int i = 0; i < plans.size(); i++) {
      List<FrameInfo> frames = plans.get(i).frames();
      for (int slice = 0; slice < frames.size(); slice++) {
        FrameInfo frame = frames.get(slice);
        int offset = slice * frame.layout().rows() * frame.layout().columns();
        wanted
            .computeIfAbsent(frame.instance(), instance -> new ArrayList<>())
            .add(new Destination(frame.frame(), samples.get(i), offset));
      }
    }
    List<Optional<String>> failures =
        Parallel.map(
            List.copyOf(wanted.entrySet()),
            entry -> {
              try {
                PixelReader.read(entry.getKey(), entry.getValue());
                return Optional.empty();
              } catch (ImagingException e) {
                return Optional.of(String.valueOf(e.getMessage()));
              }
            },
            "Reading images",
            progress);
    var failed = new HashSet<String>();
    int i = 0;
    for (Instance instance : wanted.keySet()) {
      Optional<String> failure = failures.get(i++);
      if (failure.isPresent()) {
        failed.add(instance.sopInstanceUid());
        issues.add(named(instance) + " " + failure.get());
      }
    }
    return failed;
  }

  /// What is left of a stack when some of its objects could not be decoded.
  private Optional<SeriesVolumes.Stack> withoutFailed(
      StackPlanner.StackPlan plan, short[] samples, Set<String> failed) {
    var frames = new ArrayList<FrameInfo>();
    PixelLayout layout = plan.frames().getFirst().layout();
    int perSlice = layout.rows() * layout.columns();
    for (int slice = 0; slice < plan.frames().size(); slice++) {
      FrameInfo frame = plan.frames().get(slice);
      if (failed.contains(uid(frame))) continue;
      System.arraycopy(samples, slice * perSlice, samples, frames.size() * perSlice, perSlice);
      frames.add(frame);
    }
    if (frames.isEmpty()) return Optional.empty();
    short[] kept = Arrays.copyOf(samples, frames.size() * perSlice);
    return Optional.of(
        stack(new StackPlanner.StackPlan(plan.label(), frames, plan.issues()), kept));
  }

  private SeriesVolumes.Stack stack(StackPlanner.StackPlan plan, short[] samples) {
    StackGeometry geometry = StackGeometry.of(plan.frames());
    var stackIssues = new ArrayList<>(plan.issues());
    stackIssues.addAll(geometry.issues());
    Volume volume = SampleScale.volume(geometry.grid(), plan.frames(), samples, stackIssues);
    return new SeriesVolumes.Stack(
        plan.label(),
        volume,
        geometry.spacingKnown(),
        geometry.orientationKnown(),
        geometry.evenlySpaced(),
        plan.frames().get(plan.frames().size() / 2).window(),
        plan.frames().stream().map(FrameInfo::reference).toList(),
        stackIssues);
  }

  private static String uid(FrameInfo frame) {
    return frame.instance().sopInstanceUid();
  }

  private static String named(Instance instance) {
    return instance.source().name();
  }
}
